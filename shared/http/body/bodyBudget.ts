import { ConveyorError } from '../../errors.ts';

/** Bytes by which a reservation grows if the request declares no length. */
const stepBytes = 1024 * 1024;

/** Limits the bytes of all request bodies that this instance holds in memory. */
export class BodyBudget {
  readonly #bytes: number;
  #held = 0;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** An empty reservation for one body. */
  reserve(): BodyReservation {
    return new BodyReservation((more) => this.#take(more));
  }

  /** A body that is larger than the budget is accepted while no other is held. */
  #take(more: number): void {
    if (more > 0 && this.#held > 0 && this.#held + more > this.#bytes)
      throw new ConveyorError('body_capacity_reached', { headers: { 'retry-after': '5' } });
    this.#held += more;
  }
}

/** What one body holds of the budget. */
export class BodyReservation {
  readonly #take: (bytes: number) => void;
  #held = 0;

  constructor(take: (bytes: number) => void) {
    this.#take = take;
  }

  /** Reserves the complete body. @throws ConveyorError `body_capacity_reached` */
  declare(bytes: number): void {
    this.#raiseTo(bytes);
  }

  /** Before bytes are kept. @throws ConveyorError `body_capacity_reached` */
  keep(bytes: number): void {
    if (bytes > this.#held) this.#raiseTo(Math.ceil(bytes / stepBytes) * stepBytes);
  }

  release(): void {
    this.#take(-this.#held);
    this.#held = 0;
  }

  #raiseTo(bytes: number): void {
    this.#take(bytes - this.#held);
    this.#held = bytes;
  }
}
