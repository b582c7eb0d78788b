// Every role at once: one machine.
import './admin.ts';
import './api.ts';
import './batch.ts';
import './convert.ts';
