// What the role `api` answers: client apps, behind the gateway.
import './api/cancelJob.ts';
import './api/deleteJob.ts';
import './api/docs.ts';
import './api/forgetDevice.ts';
import './api/getExport.ts';
import './api/getJob.ts';
import './api/getResult.ts';
import './api/getResultUrl.ts';
import './api/listJobs.ts';
import './api/openapi.ts';
import './api/publishKeys.ts';
import './api/publishStatistics.ts';
import './api/registerDevice.ts';
import './api/submitJob.ts';
import './health/health.ts';
import './health/ready.ts';
