/** Blob names of a job in its organisation's container. They start with the job id, so they sort by age. */
export const folderOf = (jobId: string) => `${jobId}/`;
export const inputBlob = (jobId: string, index: number) => `${jobId}/input/${index}`;
/** The steps of a job, if they are not in its record. */
export const stepsBlob = (jobId: string) => `${jobId}/steps`;
/** The request headers of inputs with a URL. */
export const inputHeadersBlob = (jobId: string) => `${jobId}/input-headers`;
export const attemptFolder = (jobId: string, attempt: number) => `${jobId}/${attempt}/`;
export const resultBlob = (jobId: string, attempt: number, index: number) => `${jobId}/${attempt}/${index}`;
export const archiveBlob = (jobId: string, attempt: number) => `${jobId}/${attempt}/archive`;
