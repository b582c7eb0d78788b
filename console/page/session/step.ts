/** A step of a job, as its form makes it. The server checks its options. */
export interface Step {
  type: string;
  [option: string]: unknown;
}
