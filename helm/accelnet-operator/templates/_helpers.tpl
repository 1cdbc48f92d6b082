{{- define "accelnet-operator.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "accelnet-operator.fullname" -}}
{{- $name := include "accelnet-operator.name" . }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "accelnet-operator.selectorLabels" -}}
app.kubernetes.io/name: {{ include "accelnet-operator.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "accelnet-operator.labels" -}}
{{ include "accelnet-operator.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "accelnet-operator.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "accelnet-operator.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "accelnet-operator.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{- /* As the operator reads it. YAML reads On and Off without quotes as booleans. */}}
{{- define "accelnet-operator.enforcement" -}}
{{- if kindIs "bool" .Values.enforcement }}
{{- ternary "On" "Off" .Values.enforcement }}
{{- else }}
{{- .Values.enforcement }}
{{- end }}
{{- end }}

{{- /* As the operator reads it. YAML reads Off without quotes as a boolean. */}}
{{- define "accelnet-operator.metricsMode" -}}
{{- if kindIs "bool" .Values.metrics.mode }}
{{- "Off" }}
{{- else }}
{{- .Values.metrics.mode }}
{{- end }}
{{- end }}

{{- /* The version of the API that serves MutatingAdmissionPolicy; empty if none does. */}}
{{- define "accelnet-operator.mutatingAdmissionPolicy" -}}
{{- if or (.Capabilities.APIVersions.Has "admissionregistration.k8s.io/v1/MutatingAdmissionPolicy") (semverCompare ">=1.36-0" .Capabilities.KubeVersion.Version) }}
{{- "admissionregistration.k8s.io/v1" }}
{{- else if .Capabilities.APIVersions.Has "admissionregistration.k8s.io/v1beta1/MutatingAdmissionPolicy" }}
{{- "admissionregistration.k8s.io/v1beta1" }}
{{- end }}
{{- end }}

{{- /* The list of resources, which is the same in JSON and in CEL. */}}
{{- define "accelnet-operator.resourceNames" -}}
{{- .Values.gate.resourceNames | default list | toJson | squote }}
{{- end }}

{{- define "accelnet-operator.user" -}}
system:serviceaccount:{{ .Release.Namespace }}:{{ include "accelnet-operator.serviceAccountName" . }}
{{- end }}
