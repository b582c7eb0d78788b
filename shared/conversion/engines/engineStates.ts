/** The states of an engine. `condemned` is final: the engine is killed and replaced. */
export type EngineState = 'starting' | 'warm' | 'busy' | 'condemned';

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

/** All transitions. A state ignores events that it does not list. */
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

/** The state after an event, or undefined if the state ignores the event. */
export function nextState(state: EngineState, event: EngineEvent): EngineState | undefined {
  return transitions[state][event];
}
