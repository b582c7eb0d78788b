/** Where the files of a job lie in its organisation's container. Names begin with the id, so they sort by age. */
export const folderOf = (jobId: string) => `${jobId}/`;
export const inputBlob = (jobId: string, index: number) => `${jobId}/input/${index}`;
export const attemptFolder = (jobId: string, attempt: number) => `${jobId}/${attempt}/`;
export const resultBlob = (jobId: string, attempt: number, index: number) => `${jobId}/${attempt}/${index}`;
