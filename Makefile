# Everything runs on the JDK that hack/jdk finds, whatever the default java is.

# --sun-misc-unsafe...: Maven's own libraries use what newer JDKs warn of, four lines on every run.
MVN = MAVEN_OPTS="$(MAVEN_OPTS) --sun-misc-unsafe-memory-access=allow" hack/jdk mvn --batch-mode --no-transfer-progress

.DEFAULT_GOAL := help
.PHONY: help test fmt crds docs control-plane kube run cli release release-try release-again demo prove lives life fuzz fuzz-api coverage mutation bench bench-plan bench-profile bench-verbs bench-console bench-e2e bench-gate bench-metrics soak image clean

help: ## Lists the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r target what; do \
	  printf '  make %-15s %s\n' "$$target" "$$what"; \
	done

test: control-plane ## Builds and checks everything: format, compile, unit tests, tests against a real control plane
	@$(MVN) spotless:check verify

fmt: ## Formats the sources, so that the build's check of the format is content
	@$(MVN) --quiet spotless:apply

crds: ## Writes crds/ anew from the Java records, and the API's reference
	@$(MVN) --quiet test -Dtest=CrdsAreCurrentTest -Dcrds.write=true
	@$(MVN) --quiet test -Dtest=ApiReferenceTest -Ddocs.write=true

docs: ## Writes docs/reference/api.md anew from crds/, and docs/plan.md and docs/verbs.md from the command
	@$(MVN) --quiet test -Dtest=ApiReferenceTest,PlanPageTest,VerbsPageTest -Ddocs.write=true

control-plane: ## Gets kube-apiserver, -controller-manager, -scheduler, etcd and kubectl (docs/development.md says from where)
	@hack/control-plane/get >/dev/null

kube: ## Starts an empty control plane to play with, until Ctrl-C
	@hack/control-plane/up >/dev/null

run: ## Runs the operator here against the cluster of the current kubeconfig
	@$(MVN) --quiet compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
	  -DincludeScope=runtime -Dmdep.outputFile=target/runtime-classpath
	@hack/jdk sh -c 'exec java -cp "target/classes:$$(cat target/runtime-classpath)" io.accelnet.operator.Main'

cli: ## Builds the command accelnet into target/accelnet and target/accelnet.tar.gz (some minutes)
	@hack/cli

release: ## Makes everything that a release has, into target/release (VERSION=, IMAGE=, SOURCE=, BASE=; docs/release.md)
	@hack/release/build

release-try: ## Installs what is in target/release on control planes of its own, as a new user would, and checks what comes of it
	@hack/release/try

release-again: ## Makes the release in target/release once more, in a fresh clone, and compares the files
	@hack/release/again

demo: ## Shows the operator at work on a control plane of its own (STORY=kubevirt or external; KEEP=1 lets it run until Ctrl-C)
	@hack/demo

prove: ## Holds the reserve's decisions against oracles (DECISIONS=, MINUTES=, SEED=, THREADS=; KIND= and LIFE= tell one life)
	@$(MVN) --quiet test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
	  -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath
	@hack/jdk sh -c 'exec java --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
	  -cp "target/test-classes:target/classes:$$(cat target/test-classpath)" io.accelnet.plan.reserve.prove.Prove \
	  decisions=$(DECISIONS) minutes=$(MINUTES) seed=$(SEED) threads=$(THREADS) kind=$(KIND) life=$(LIFE)'

lives: ## Lives many clusters' lives, by chance, and looks whether every promise is kept (WORLDS= of each kind, SEED=, KIND=)
	@$(MVN) --quiet test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
	  -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath
	@hack/jdk sh -c 'exec java -cp "target/test-classes:target/classes:$$(cat target/test-classpath)" \
	  io.accelnet.plan.simulation.Lives worlds=$(WORLDS) seed=$(SEED) kind=$(KIND)'

life: control-plane ## Lives VMs and hosts by chance on a genuine API server with kube-scheduler, and looks whether every promise is kept (EVENTS=, MINUTES=, SEED=; OPERATOR=no: without the operator)
	@$(MVN) --quiet test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
	  -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath
	@hack/jdk sh -c 'exec java --sun-misc-unsafe-memory-access=allow \
	  -cp "target/test-classes:target/classes:$$(cat target/test-classpath)" \
	  io.accelnet.operator.life.LifeOnCluster events=$(EVENTS) minutes=$(MINUTES) seed=$(SEED) operator=$(OPERATOR)'

fuzz: ## Plans for manifests made from the CRDs' schemas, 100,000 cases with the pod's memory (CASES=, SEED=; KIND=histories: small clusters whose statuses are edited between plans)
	@$(MVN) --quiet test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
	  -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath
	@hack/jdk sh -c 'exec java -Xmx768m --sun-misc-unsafe-memory-access=allow \
	  -cp "target/test-classes:target/classes:$$(cat target/test-classpath)" \
	  io.accelnet.fuzz.Fuzz cases=$(CASES) seed=$(SEED) kind=$(KIND)'

fuzz-api: control-plane ## Shows 10,000 of these manifests to a genuine API server with the operator beside it (CASES=, SEED=)
	@$(MVN) --quiet test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
	  -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath
	@hack/jdk sh -c 'exec java --sun-misc-unsafe-memory-access=allow \
	  -cp "target/test-classes:target/classes:$$(cat target/test-classpath)" \
	  io.accelnet.fuzz.ApiFuzz cases=$(CASES) seed=$(SEED)'

coverage: control-plane ## Runs all tests, and says which lines none of them reaches
	@$(MVN) -Djacoco.skip=false verify
	@echo "target/site/jacoco/index.html"

mutation: ## Changes the reserve in thousands of small ways and says which no test notices (a quarter of an hour; MUTATE=class pattern)
	@$(MVN) --quiet test-compile org.pitest:pitest-maven:mutationCoverage $(if $(MUTATE),-DtargetClasses='$(MUTATE)')
	@echo "target/pit-reports/index.html"

bench: ## Measures the reserve beside baselines and peers (BENCH=regex picks, NODES=50,500 sizes, QUICK=1 is short, KEEP=1 writes docs/benchmarks.md)
	@$(MVN) --quiet test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
	  -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath
	@hack/jdk sh -c 'exec java --sun-misc-unsafe-memory-access=allow \
	  -cp "target/test-classes:target/classes:$$(cat target/test-classpath)" \
	  io.accelnet.plan.reserve.bench.ReserveBench $(if $(QUICK),--quick) $(if $(NODES),--nodes=$(NODES)) $(if $(KEEP),--keep) "$(BENCH)"'

bench-plan: ## Measures hack/accelnet plan on a folder of 5,000 nodes with 40 VMs each (NODES=, VMS= per node, SEED=)
	@$(MVN) --quiet test-compile
	@hack/jdk sh -c 'exec java -cp target/test-classes io.accelnet.bench.PlanBench $(or $(NODES),5000) $(or $(VMS),40) $(or $(SEED),1)'

bench-profile: ## Measures plans of a full cluster whose queue pairs change (BENCH="nodes VMs-per-node percentage")
	@$(MVN) --quiet test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
	  -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath
	@hack/jdk sh -c 'exec java -cp "target/test-classes:target/classes:$$(cat target/test-classpath)" \
	  io.accelnet.plan.simulation.ProfileChangeBench $(BENCH)'

bench-verbs: control-plane ## Measures get, status and top beside kubectl, on a genuine API server (NODES=, VMS=); needs kubectl, and what make cli built
	@$(MVN) --quiet test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
	  -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath
	@hack/jdk sh -c 'exec java -cp "target/test-classes:target/classes:$$(cat target/test-classpath)" \
	  io.accelnet.bench.VerbBench $(or $(NODES),1000) $(or $(VMS),20000)'

bench-console: ## Measures pages of the console with 1,000 nodes and 20,000 VMs (NODES=, VMS=)
	@$(MVN) --quiet test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
	  -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath
	@hack/jdk sh -c 'exec java -cp "target/test-classes:target/classes:$$(cat target/test-classpath)" \
	  io.accelnet.bench.ConsoleBench $(or $(NODES),1000) $(or $(VMS),20000)'

bench-e2e: control-plane ## Measures the operator beside a bare client: 100 nodes, 1,000 VMs, failures (BENCH="nodes VMs burst")
	@$(MVN) --quiet test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
	  -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath
	@hack/jdk sh -c 'exec java --sun-misc-unsafe-memory-access=allow \
	  -cp "target/test-classes:target/classes:$$(cat target/test-classpath)" io.accelnet.bench.EndToEndBench $(BENCH)'

bench-gate: control-plane ## Measures how long the gate holds up pods that are all there at once, beside kube-scheduler alone (PODS=2000)
	@$(MVN) --quiet test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
	  -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath
	@hack/jdk sh -c 'exec java --sun-misc-unsafe-memory-access=allow \
	  -cp "target/test-classes:target/classes:$$(cat target/test-classpath)" io.accelnet.bench.GateBench $(PODS)'

bench-metrics: ## Measures a scrape of the metrics of 1,000 nodes and 20,000 VMs, and what a plan costs more for them (BENCH="nodes VMs")
	@$(MVN) --quiet test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
	  -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath
	@hack/jdk sh -c 'exec java -cp "target/test-classes:target/classes:$$(cat target/test-classpath)" \
	  io.accelnet.bench.MetricsBench $(BENCH)'

soak: control-plane ## Runs two replicas through an hour of changes and 10,000 faults (FAULTS=, MINUTES=, SEED=)
	@$(MVN) --quiet test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
	  -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath
	@hack/jdk sh -c 'exec java -Xmx1g --sun-misc-unsafe-memory-access=allow \
	  -cp "target/test-classes:target/classes:$$(cat target/test-classpath)" \
	  io.accelnet.operator.soak.Soak $(or $(FAULTS),10000) $(or $(MINUTES),60) $(SEED)'

image: ## Builds the container image into target/jib-image.tar
	@$(MVN) -DskipTests package jib:buildTar

clean: ## Removes what the build made; the cache with the control plane's programs stays
	@rm -rf target
