// What the role `admin` answers: operators, from inside only.
import './admin/deleteRegion.ts';
import './admin/getRegion.ts';
import './admin/listRegions.ts';
import './admin/putRegion.ts';
import './health/health.ts';
import './health/ready.ts';
