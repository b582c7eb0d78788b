// Functions of every role, for local runs.
import './admin.ts';
import './api.ts';
import './batch.ts';
import './convert.ts';
