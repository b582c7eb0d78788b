// Functions of the role `admin`: the operator API, without a public route.
import './admin/createExport.ts';
import './admin/deleteHealthAuthority.ts';
import './admin/deleteRegion.ts';
import './admin/getHealthAuthority.ts';
import './admin/getRegion.ts';
import './admin/listExports.ts';
import './admin/listHealthAuthorities.ts';
import './admin/listRegions.ts';
import './admin/putHealthAuthority.ts';
import './admin/putRegion.ts';
import './admin/revokeSigningKey.ts';
import './health/health.ts';
import './health/ready.ts';
import './health/version.ts';
import './unmatched/unmatched.ts';
