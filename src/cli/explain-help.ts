/** What a file of `harmony explain -f` holds, for `--help`. */
export const fileFormat = `
FILE says what one evaluation sees; a JSON array, JSON lines or several YAML documents give a list back:
  now: 2026-01-31T12:00:00Z
  hpa: an autoscaling/v2 HorizontalPodAutoscaler, as written or as the API returns it
  scale: {specReplicas: 3, statusReplicas: 3, selector: "app=web"}
         or {error: TEXT} where it cannot be read; writeError: TEXT where it cannot be written
  pods: [v1 Pods that the selector matches]
  metrics:                # an absent list: that API cannot be reached; an empty one: it answers with nothing
    resource: [{pod: p1, container: c, name: cpu, value: 100m, timestamp: TIME, windowSeconds: 60}]
    pods:     [{metric: m, pod: p1, value: 20m, timestamp: TIME, windowSeconds: 60}]
    object:   [{metric: m, kind: Service, name: s, value: "30"}]
    external: [{metric: m, value: "6000"}]
    errors:   [{metric: m, message: TEXT}]
  controller: {tolerance: 0.1, cpuInitializationPeriodSeconds: 300, initialReadinessDelaySeconds: 30,
               downscaleStabilizationSeconds: 300, profile: upstream,
               featureGates: {HPAScaleToZero: false, HPAConfigurableTolerance: true, PodLevelResources: true}}
  history: {recommendations: [{at: TIME, replicas: 4}], scaleUpEvents: [{at: TIME, change: 2}],
            scaleDownEvents: []}               # absent: the controller has just started
  otherHpas: [{namespace: shop, name: other, selector: "app=web"}]
now, hpa and scale are required.`;
