/** The names of the attributes that spans have; the README says what they mean. */
export const ATTRIBUTES = {
  runId: 'kedro.run.id',
  runner: 'kedro.run.runner',
  nodeCount: 'kedro.run.node_count',
  inputCount: 'kedro.run.input_count',
  outputCount: 'kedro.run.output_count',
  isCancelled: 'kedro.run.cancelled',
  resumeFrom: 'kedro.run.resume_from',
  node: 'kedro.node.name',
  tags: 'kedro.node.tags',
  namespace: 'kedro.node.namespace',
  attempt: 'kedro.node.attempt',
  willRetry: 'kedro.node.will_retry',
  isLost: 'kedro.node.lost',
  dataset: 'kedro.dataset.name',
  workerId: 'kedro.worker.id',
} as const;
