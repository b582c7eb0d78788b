/** Starts a cloud, prints its description and waits to be killed. */
import { startCloud } from '../../../local/cloud/cloud.ts';

const { processes, description } = await startCloud({ directory: process.argv[2] as string });
console.log(JSON.stringify({ processes, description }));
