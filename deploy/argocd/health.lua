-- Tells Argo CD how an object of the group accelnet.io is. All four kinds have this one script; see kustomization.yaml.
--
-- The rules are those of kstatus: Ready is Healthy, Reconciling is Progressing, and Stalled is Degraded. What a status says of
-- an older version of the spec doesn't count: until the operator has looked at the newest one, the object is Progressing.
-- Argo CD runs it without Lua's libraries, except the basic functions and those for tables.
local health = {status = "Progressing", message = "waiting for the operator"}
local status = obj.status
local generation = obj.metadata.generation
if status == nil or status.conditions == nil or status.observedGeneration ~= generation then
  return health
end

local current = {}
for _, condition in ipairs(status.conditions) do
  if condition.status == "True" and condition.observedGeneration == generation then
    current[condition.type] = condition
  end
end

if current.Reconciling ~= nil then
  health.message = current.Reconciling.message
elseif current.Stalled ~= nil then
  health.status = "Degraded"
  health.message = current.Stalled.message
elseif current.Ready ~= nil then
  health.status = "Healthy"
  health.message = current.Ready.message
end
return health
