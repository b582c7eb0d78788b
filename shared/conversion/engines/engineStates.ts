/** The states of an engine; `condemned` is final, and whoever gets there is killed and replaced. */
export type EngineState = 'starting' | 'warm' | 'busy' | 'condemned';

/** What can happen to an engine. */
export type EngineEvent =
  | 'warmedUp'
  | 'taken'
  | 'done'
  | 'crashed'
  | 'stalled'
  | 'timedOut'
  | 'outgrown'
  | 'aborted'
  | 'closed';

/** Every transition there is. An event that has no row in a state means nothing there. */
const transitions: Record<EngineState, Partial<Record<EngineEvent, EngineState>>> = {
  starting: {
    warmedUp: 'warm',
    crashed: 'condemned',
    stalled: 'condemned',
    outgrown: 'condemned',
    closed: 'condemned',
  },
  warm: { taken: 'busy', crashed: 'condemned', outgrown: 'condemned', closed: 'condemned' },
  busy: {
    done: 'warm',
    crashed: 'condemned',
    stalled: 'condemned',
    timedOut: 'condemned',
    outgrown: 'condemned',
    aborted: 'condemned',
    closed: 'condemned',
  },
  condemned: {},
};

/** The state after an event, or undefined where the event means nothing. */
export function nextState(state: EngineState, event: EngineEvent): EngineState | undefined {
  return transitions[state][event];
}
