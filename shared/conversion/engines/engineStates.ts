/**
 * The states of an engine. `draining`: it completes its tasks and gets no more. `condemned` is final: the engine is killed, and
 * replaced if it is needed.
 */
export type EngineState = 'starting' | 'warm' | 'busy' | 'draining' | 'condemned';

/**
 * `taken`: it gets a task. `idle`: its last task has ended. `worn`: it is replaced once it is idle. `unused`: it has been idle for
 * long, and is not kept warm.
 */
export type EngineEvent =
  | 'warmedUp'
  | 'taken'
  | 'idle'
  | 'worn'
  | 'unused'
  | 'crashed'
  | 'stalled'
  | 'timedOut'
  | 'outgrown'
  | 'aborted'
  | 'closed';

const endsWork: Partial<Record<EngineEvent, EngineState>> = {
  crashed: 'condemned',
  stalled: 'condemned',
  timedOut: 'condemned',
  outgrown: 'condemned',
  aborted: 'condemned',
  closed: 'condemned',
};

/** All transitions. A state ignores events that it does not list. */
const transitions: Record<EngineState, Partial<Record<EngineEvent, EngineState>>> = {
  starting: {
    warmedUp: 'warm',
    crashed: 'condemned',
    stalled: 'condemned',
    outgrown: 'condemned',
    closed: 'condemned',
  },
  warm: {
    taken: 'busy',
    worn: 'condemned',
    unused: 'condemned',
    crashed: 'condemned',
    outgrown: 'condemned',
    closed: 'condemned',
  },
  busy: { ...endsWork, idle: 'warm', worn: 'draining' },
  draining: { ...endsWork, idle: 'condemned' },
  condemned: {},
};

/** The state after an event, or undefined if the state ignores the event. */
export function nextState(state: EngineState, event: EngineEvent): EngineState | undefined {
  return transitions[state][event];
}
