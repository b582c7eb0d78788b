/**
 * Does work, then deletes what it created, also if it failed.
 * @throws the error of the work, with that of the clean-up if both fail
 */
export async function withCleanUp<T>(work: () => Promise<T>, cleanUp: () => Promise<void>): Promise<T> {
  let result: T;
  try {
    result = await work();
  } catch (error) {
    await cleanUp().catch((other: Error) => {
      throw new AggregateError([error, other], `${(error as Error).message} ${other.message}`);
    });
    throw error;
  }
  await cleanUp();
  return result;
}
