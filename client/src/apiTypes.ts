// Generated from docs/openapi.json by `npm run openapi`. The types of all requests and responses.

export interface paths {
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Interactive API reference */
        get: operations["docs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List jobs
         * @description Your jobs, newest first, in pages. Follow `next` until it is absent.
         */
        get: operations["listJobs"];
        put?: never;
        /**
         * Submit a job
         * @description Accepts files as multipart/form-data (one or more `file` fields, and `to` or `steps`), one file as the body (`?to=pdf&filename=letter.docx`), or JSON that refers to files by URL or direct upload. With an `Idempotency-Key`, repeating the request within 24 hours returns the same job. With `Prefer: wait=20`, responds with the result if the job ends in time.
         */
        post: operations["submitJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish exposure keys
         * @description Version 1 of the publish API of the exposure-notifications server. Idempotent: an exact repeat succeeds and changes nothing. All responses are padded, errors included.
         */
        post: operations["publishKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a device
         * @description Returns a UUID and a secret, and a bearer token that combines both. The device belongs to the organisation of the registration token in `Authorization: Bearer`, or without one to the default organisation. With REGISTRATION=token, a registration token is required. With REGISTRATION=attested, send an `attestation` for a challenge from `POST /v1/attestation/challenges`.
         */
        post: operations["registerDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List uploads
         * @description Your uploads that no job has taken, oldest first.
         */
        get: operations["listUploads"];
        put?: never;
        /**
         * Create a direct upload
         * @description For large files. Returns a storage URL that accepts the file for 15 minutes. Then submit a job with the id of the upload. The number of outstanding uploads is limited; an upload that no job takes within an hour is deleted.
         */
        post: operations["beginUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/oauth-authorization-server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the metadata of the authorization server
         * @description The addresses and abilities that OAuth libraries discover (RFC 8414).
         */
        get: operations["getAuthorizationServer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The page that converts documents
         * @description For browsers. With `WEB=off`, browsers are redirected to this documentation.
         */
        get: operations["home"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish exposure keys (alternative path) */
        post: operations["publishKeysUnderApi"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/app/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** File of the page that converts documents */
        get: operations["getWebFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Asset of the API reference */
        get: operations["docsFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Liveness of the app */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Readiness of the app and its dependencies
         * @description Dependencies are checked at most every 10 seconds. With the operator key, the response contains latencies, reasons and details. The role `convert`, which has no public route and cannot read that key, shows its details without it.
         */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth2/jwks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the keys that sign access tokens
         * @description The public keys as JWK set (RFC 7517), the newest first. A new key signs only after every cache of this response has expired.
         */
        get: operations["getPublicKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth2/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get an access token
         * @description The client credentials grant of OAuth 2.0 (RFC 6749 §4.4). The client authenticates with `client_secret_basic`, `client_secret_post` or `private_key_jwt`. The access token is a JWT (RFC 9068) that is valid for 15 minutes; there is no refresh token.
         */
        post: operations["issueAccessToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This API as an OpenAPI 3.1 document */
        get: operations["openApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the audit log
         * @description Every change by an operator or by an administrator of an organisation, newest first, for 25 months. An entry whose outcome is `started` belongs to a request whose process died.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List exports
         * @description Lists the exported windows of a region, newest first. `next` is the URL of the next page; the last page has none.
         */
        get: operations["listExports"];
        put?: never;
        /**
         * Start an export
         * @description Exports all due windows without waiting for the timer, or creates the missing files of one window. Existing files are not changed. In a region for trials, windows that have not ended are exported too. The export runs in the background; `GET /v1/admin/exports` shows its result.
         */
        post: operations["createExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/health-authorities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List health authorities */
        get: operations["listHealthAuthorities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/health-authorities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a health authority */
        get: operations["getHealthAuthority"];
        /**
         * Create or replace a health authority
         * @description Creates a health authority, or replaces it if `If-Match` has its current ETag. Changes take effect within a minute.
         */
        put: operations["putHealthAuthority"];
        post?: never;
        /**
         * Delete a health authority
         * @description Its publishes are refused within a minute.
         */
        delete: operations["deleteHealthAuthority"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find jobs
         * @description The jobs of all organisations, newest first.
         */
        get: operations["findJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a job of any organisation */
        get: operations["getAnyJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List operator keys
         * @description The keys that were not revoked, without their values.
         */
        get: operations["listOperatorKeys"];
        put?: never;
        /**
         * Create an operator key
         * @description The key of one person or program, which the audit log names. It is shown only once. With an `Idempotency-Key`, repeating the request returns the same key.
         */
        post: operations["createOperatorKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/operators/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an operator key
         * @description The key becomes invalid at once.
         */
        delete: operations["revokeOperatorKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organisations
         * @description The organisation `default` is listed once it has been defined.
         */
        get: operations["listOrganisations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/organisations/{organisation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an organisation */
        get: operations["getOrganisation"];
        /**
         * Create or replace an organisation
         * @description Creates an organisation with a storage container of its own, or replaces its definition if `If-Match` has its current ETag. Changes take effect within a minute.
         */
        put: operations["putOrganisation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an organisation
         * @description Applies a merge patch (RFC 7396): `{ "status": "suspended" }` suspends it. Requires `If-Match`. Changes take effect within a minute.
         */
        patch: operations["patchOrganisation"];
        trace?: never;
    };
    "/v1/admin/organisations/{organisation}/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List OAuth clients
         * @description Without their secrets.
         */
        get: operations["listOrganisationClients"];
        put?: never;
        /**
         * Create an OAuth client
         * @description Its secret is shown only once; a client with `jwks` has none. With an `Idempotency-Key`, repeating the request returns the same client.
         */
        post: operations["createOrganisationClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/organisations/{organisation}/clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an OAuth client */
        get: operations["getOrganisationClient"];
        put?: never;
        post?: never;
        /**
         * Delete an OAuth client
         * @description It gets no more access tokens, and within a minute those that it has are refused. Its jobs stay.
         */
        delete: operations["deleteOrganisationClient"];
        options?: never;
        head?: never;
        /**
         * Change an OAuth client
         * @description Applies a merge patch (RFC 7396): `{ "status": "disabled" }` disables it within a minute. Requires `If-Match`. A client with a secret cannot get `jwks`, nor the reverse.
         */
        patch: operations["patchOrganisationClient"];
        trace?: never;
    };
    "/v1/admin/organisations/{organisation}/clients/{id}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the secret of an OAuth client
         * @description The previous secret stays valid for 24 hours, so that the client can switch without an outage; an older one stops at once.
         */
        post: operations["rotateOrganisationClientSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/organisations/{organisation}/deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete an organisation
         * @description Its requests are refused within a minute. After 14 days everything of it is deleted except its ledger, statements and audit log. Repeating the request changes nothing.
         */
        post: operations["requestOrganisationDeletion"];
        /**
         * Cancel the deletion of an organisation
         * @description The organisation has the status that it had before. A purge that has begun cannot be cancelled.
         */
        delete: operations["cancelOrganisationDeletion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/organisations/{organisation}/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a job of an organisation
         * @description As its caller would: a running engine is stopped, and the webhook is sent.
         */
        post: operations["cancelAnyJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/organisations/{organisation}/registration-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List registration tokens
         * @description The tokens that were not revoked, without their values.
         */
        get: operations["listOrganisationRegistrationTokens"];
        put?: never;
        /**
         * Create a registration token
         * @description Devices that register with the token belong to the organisation. It is shown only once. With an `Idempotency-Key`, repeating the request returns the same token.
         */
        post: operations["createOrganisationRegistrationToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/organisations/{organisation}/registration-tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a registration token
         * @description No more devices can register with it. Devices that have registered stay valid.
         */
        delete: operations["revokeOrganisationRegistrationToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/organisations/{organisation}/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List month statements
         * @description The months that have a statement, newest first.
         */
        get: operations["listOrganisationStatements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/organisations/{organisation}/statements/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a month statement
         * @description Billed quantities and amounts of a month. A job counts for the month in which it ended, or for the next one if that is closed. Amounts are integers in the smallest unit of the currency.
         */
        get: operations["getOrganisationStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/organisations/{organisation}/statements/{month}/csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a month statement as CSV
         * @description Billed quantities and amounts of a month. A job counts for the month in which it ended, or for the next one if that is closed. Amounts are integers in the smallest unit of the currency.
         */
        get: operations["getOrganisationStatementCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/organisations/{organisation}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API tokens
         * @description The tokens that were not revoked, without their values.
         */
        get: operations["listOrganisationApiTokens"];
        put?: never;
        /**
         * Create an API token
         * @description The token is shown only once. With an `Idempotency-Key`, repeating the request returns the same token.
         */
        post: operations["createOrganisationApiToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/organisations/{organisation}/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API token
         * @description The token becomes invalid at once. Its jobs stay.
         */
        delete: operations["revokeOrganisationApiToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/organisations/{organisation}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the usage of an organisation
         * @description Per day (UTC) on which jobs ended.
         */
        get: operations["getOrganisationUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List regions */
        get: operations["listRegions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/regions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a region */
        get: operations["getRegion"];
        /**
         * Create or replace a region
         * @description Creates a region, or replaces it if `If-Match` has its current ETag. Changes take effect within a minute.
         */
        put: operations["putRegion"];
        post?: never;
        /**
         * Delete a region
         * @description The region accepts no more publishes and gets no more exports. Existing exports remain until they expire.
         */
        delete: operations["deleteRegion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/regions/{id}/signing-keys/{version}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a signing key
         * @description The key signs no further files. Files that it signed are signed again with the remaining keys, under new names, and the indexes are updated.
         */
        post: operations["revokeSigningKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/tiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List tiers */
        get: operations["listTiers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/tiers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a tier */
        get: operations["getTier"];
        /**
         * Create or replace a tier
         * @description Creates a tier, or replaces it if `If-Match` has its current ETag. Changes take effect within a minute.
         */
        put: operations["putTier"];
        post?: never;
        /**
         * Delete a tier
         * @description A tier that organisations have cannot be deleted.
         */
        delete: operations["deleteTier"];
        options?: never;
        head?: never;
        /**
         * Change a tier
         * @description Applies a merge patch (RFC 7396). Requires `If-Match`. Changes take effect within a minute.
         */
        patch: operations["patchTier"];
        trace?: never;
    };
    "/v1/attestation/challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a challenge
         * @description An attestation is bound to a challenge and to the request that contains the attestation.
         */
        post: operations["createAttestationChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List formats, conversions and steps
         * @description Everything that a job can be made of, with the options and their JSON Schemas.
         */
        get: operations["listConversions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete this device
         * @description Its token becomes invalid. Its jobs are deleted when their retention time ends.
         */
        delete: operations["forgetDevice"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/me/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the secret of this device
         * @description The secret that the request used stays valid for 24 hours, so that the request can be repeated if its response was lost. Any other secret of the device stops at once.
         */
        post: operations["rotateDeviceSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{region}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download an export file
         * @description The files that phones download: `index.txt` (paths, oldest first), `list.json`, and the ZIPs listed in them. In Azure a CDN serves them from storage.
         */
        get: operations["getExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a job
         * @description With `wait`, responds when the status changes, or after that many seconds.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        /**
         * Delete a job
         * @description Deletes the job and its files, in any status. A queued or running job is cancelled first.
         */
        delete: operations["deleteJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the webhook of a job again
         * @description Uses the same `webhook-id`. If the receiver does not confirm it, it is retried for one day. While a first attempt is due, repeating the request changes nothing.
         */
        post: operations["sendCallback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a job
         * @description Ends a queued or running job and stops its engine. A cancelled job is not billed.
         */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/notify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the webhook of a job again (deprecated)
         * @deprecated
         * @description The former name of `POST /v1/jobs/{id}/callback`.
         */
        post: operations["notifyJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch the result of a job
         * @description Returns the file or the requested range; several result files are returned as one ZIP. A result or range of more than 16 MiB is a redirect to a short-lived storage URL, which supports ranges too.
         */
        get: operations["getResult"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/result/url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a URL of the result
         * @description Returns a storage URL that needs no credential and is valid for 15 minutes. For several files it is the URL of their ZIP.
         */
        get: operations["getResultUrl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the result files of a job */
        get: operations["listResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/results/{index}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch one of several result files
         * @description Like the result of a job with one file: supports ranges and `ETag`, and redirects for a large file.
         */
        get: operations["getResultFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/results/{index}/url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a URL of one of several result files
         * @description Returns a storage URL that needs no credential and is valid for 15 minutes.
         */
        get: operations["getResultFileUrl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the organisation of the caller */
        get: operations["getOwnOrganisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the settings of the organisation
         * @description Applies a merge patch (RFC 7396) to `settings`; everything else is changed by operators. Requires `If-Match`. Changes take effect within a minute.
         */
        patch: operations["patchOwnOrganisation"];
        trace?: never;
    };
    "/v1/organisation/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the audit log of the organisation
         * @description Every change to the organisation, newest first, for 25 months.
         */
        get: operations["listOwnAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisation/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List OAuth clients
         * @description Without their secrets.
         */
        get: operations["listClients"];
        put?: never;
        /**
         * Create an OAuth client
         * @description Its secret is shown only once; a client with `jwks` has none. With an `Idempotency-Key`, repeating the request returns the same client.
         */
        post: operations["createClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisation/clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an OAuth client */
        get: operations["getClient"];
        put?: never;
        post?: never;
        /**
         * Delete an OAuth client
         * @description It gets no more access tokens, and within a minute those that it has are refused. Its jobs stay.
         */
        delete: operations["deleteClient"];
        options?: never;
        head?: never;
        /**
         * Change an OAuth client
         * @description Applies a merge patch (RFC 7396): `{ "status": "disabled" }` disables it within a minute. Requires `If-Match`. A client with a secret cannot get `jwks`, nor the reverse.
         */
        patch: operations["patchClient"];
        trace?: never;
    };
    "/v1/organisation/clients/{id}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the secret of an OAuth client
         * @description The previous secret stays valid for 24 hours, so that the client can switch without an outage; an older one stops at once.
         */
        post: operations["rotateClientSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisation/registration-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List registration tokens
         * @description The tokens that were not revoked, without their values.
         */
        get: operations["listRegistrationTokens"];
        put?: never;
        /**
         * Create a registration token
         * @description Devices that register with the token belong to the organisation. It is shown only once. With an `Idempotency-Key`, repeating the request returns the same token.
         */
        post: operations["createRegistrationToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisation/registration-tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a registration token
         * @description No more devices can register with it. Devices that have registered stay valid.
         */
        delete: operations["revokeRegistrationToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisation/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List month statements
         * @description The months that have a statement, newest first.
         */
        get: operations["listStatements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisation/statements/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a month statement
         * @description Billed quantities and amounts of a month. A job counts for the month in which it ended, or for the next one if that is closed. Amounts are integers in the smallest unit of the currency.
         */
        get: operations["getStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisation/statements/{month}/csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a month statement as CSV
         * @description Billed quantities and amounts of a month. A job counts for the month in which it ended, or for the next one if that is closed. Amounts are integers in the smallest unit of the currency.
         */
        get: operations["getStatementCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisation/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API tokens
         * @description The tokens that were not revoked, without their values.
         */
        get: operations["listApiTokens"];
        put?: never;
        /**
         * Create an API token
         * @description The token is shown only once. With an `Idempotency-Key`, repeating the request returns the same token.
         */
        post: operations["createApiToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisation/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API token
         * @description The token becomes invalid at once. Its jobs stay.
         */
        delete: operations["revokeApiToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get quotas
         * @description The quotas of the organisation of the caller, and what is used of them; in the organisation `default`, those of this caller. The request itself is not counted.
         */
        get: operations["getQuotas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stats/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the publish statistics of a day
         * @description Requires the operator key, or a JWT of the health authority that is signed like its certificates and has the audience `<audience>/statistics`. All numbers are null until the day has ended, and numbers based on fewer than ten publishes stay null.
         */
        get: operations["publishStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an upload */
        get: operations["getUpload"];
        put?: never;
        post?: never;
        /**
         * Delete an upload
         * @description The upload counts towards the limit until its URL expires. An upload that a job has taken is deleted with the job.
         */
        delete: operations["deleteUpload"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get usage
         * @description The usage of this caller, or of its organisation, per day (UTC) on which jobs ended, for at most 92 days per request. A job is counted once, about a minute after its end, and stays counted after it is deleted.
         */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a webhook secret
         * @description The new secret signs the webhooks of this caller (Standard Webhooks, `v1`). The previous secret keeps signing for 24 hours, so that the receiver can switch; older secrets stop at once.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Version of the app
         * @description Changes with a deployment, so it shows which version a slot runs.
         */
        get: operations["version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An error (RFC 9457). */
        Problem: {
            /**
             * Format: uri-reference
             * @description Documentation of the code.
             */
            type: string;
            title: string;
            status: number;
            /** @description Human-readable explanation. */
            detail: string;
            /**
             * @description Stable machine-readable code.
             * @enum {string}
             */
            code: "bad_request" | "invalid_parameter" | "invalid_json" | "invalid_multipart" | "unauthorized" | "insufficient_scope" | "insufficient_role" | "origin_not_allowed" | "organisation_suspended" | "gateway_required" | "registration_closed" | "registration_token_invalid" | "registration_token_exhausted" | "attestation_required" | "attestation_invalid" | "attestation_wrong_request" | "attestation_expired" | "attestation_replayed" | "attestation_wrong_app" | "attestation_untrusted_root" | "attestation_counter" | "attestation_verdict" | "attestation_unavailable" | "not_found" | "method_not_allowed" | "conflict" | "gone" | "precondition_failed" | "body_too_slow" | "body_capacity_reached" | "body_too_large" | "unsupported_media_type" | "range_not_satisfiable" | "precondition_required" | "internal" | "unavailable" | "storage_full" | "misconfigured" | "idempotency_key_reused" | "job_not_finished" | "job_failed" | "queue_full" | "too_many_jobs" | "rate_limited" | "quota_exceeded" | "too_many_uploads" | "upload_missing" | "upload_changed" | "upload_unreadable" | "webhook_secret_missing" | "webhook_too_soon" | "job_cancelled" | "attempts_exhausted" | "address_not_allowed" | "fetch_failed" | "fetch_refused" | "fetch_too_large" | "empty_file" | "type_mismatch" | "unsupported_conversion" | "steps_do_not_fit" | "breaks_pdfa" | "pdfa_not_possible" | "pdfua_not_possible" | "too_many_pages" | "too_many_rows" | "too_many_files" | "too_many_pixels" | "corrupt_file" | "template_error" | "template_too_large" | "password_required" | "zip_limits" | "password_wrong" | "password_not_needed" | "too_large_inside" | "cannot_be_processed" | "page_status_failed" | "page_resource_failed" | "page_script_failed" | "warnings_found" | "timed_out" | "engine_failed";
            /** @description Whether the same request can succeed later. */
            retryable: boolean;
            /** @description Identifies the request in the logs. */
            traceId?: string;
            issues?: {
                /** @description JSON pointer into the request. */
                path: string;
                message: string;
            }[];
        } & {
            [key: string]: unknown;
        };
        JobRequest: {
            /**
             * @description Shorthand for one `convert` step to this format, such as `pdf`.
             * @enum {string}
             */
            to?: "pdf" | "html" | "png" | "jpeg" | "webp" | "txt" | "gif" | "tiff" | "avif" | "docx" | "doc" | "odt" | "fodt" | "rtf" | "xlsx" | "xls" | "ods" | "csv" | "pptx" | "ppt" | "odp";
            /** @description The steps, instead of `to`. At most `MAXIMUM_STEPS` (setting, default 16). */
            steps?: (components["schemas"]["AttachStep"] | components["schemas"]["BookmarksStep"] | components["schemas"]["CompressStep"] | components["schemas"]["ConvertStep"] | components["schemas"]["DecryptStep"] | components["schemas"]["EncryptStep"] | components["schemas"]["FlattenStep"] | components["schemas"]["FormStep"] | components["schemas"]["ImagesStep"] | components["schemas"]["MergeStep"] | components["schemas"]["MetadataStep"] | components["schemas"]["RenderStep"] | components["schemas"]["RotateStep"] | components["schemas"]["ScreenshotStep"] | components["schemas"]["SplitStep"] | components["schemas"]["TextStep"] | components["schemas"]["ThumbnailStep"] | components["schemas"]["WatermarkStep"])[];
            /** @description Empty if the first step is itself a source. */
            inputs?: components["schemas"]["InputSource"][];
            /** @description Names the results of the job. Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1. */
            fileName?: string;
            /**
             * Format: uri
             * @description Receives a webhook when the job ends, signed with the secret of this device.
             */
            callbackUrl?: string;
            /** @description Headers of the webhook, such as an `Authorization` for its receiver. Stored encrypted, and never shown. At most 6000 characters together; names ignore case and must differ. */
            callbackHeaders?: {
                [key: string]: string;
            };
            /**
             * @description Body of the webhook: `job` (default) is an event with the job; `result` is the file, if the job has one result of at most 16 MiB, otherwise the event.
             * @enum {string}
             */
            callbackBody?: "job" | "result";
            /** @description The job fails with `warnings_found` if its conversion has a warning with one of these codes. */
            failOnWarnings?: ("glyphs_missing" | "font_replaced" | "object_not_drawn" | "comments_dropped" | "macros_dropped" | "resource_not_loaded" | "losses_unknown" | "language_not_available" | "option_not_applied" | "picture_damaged" | "claim_withdrawn" | "tags_incomplete")[];
        } & (unknown | unknown);
        AttachStep: {
            /** @constant */
            type: "attach";
            /** @description Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1. */
            fileName?: string;
            /** @description The files to attach, each once. */
            files: {
                /** @description Name of the input to attach. */
                name: string;
                description?: string;
                /** @description Media type; by default derived from the extension of the name. */
                mediaType?: string;
                /**
                 * @description Relationship of the file to the document (PDF/A-3); `Unspecified` by default.
                 * @enum {string}
                 */
                relationship?: "Source" | "Data" | "Alternative" | "Supplement" | "Unspecified";
            }[];
        };
        BookmarksStep: {
            /** @constant */
            type: "bookmarks";
            /** @description Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1. */
            fileName?: string;
            /** @description Bookmarks to write, each with `title`, `page` and `children`, at most eight levels deep. Without this option they are read. */
            bookmarks?: components["schemas"]["Bookmark"][];
            /**
             * @description `replace` (default) replaces the existing bookmarks; `append` adds to them.
             * @enum {string}
             */
            mode?: "replace" | "append";
        };
        Bookmark: {
            /** @description Title on one line. */
            title: string;
            /** @description Page number, from 1. */
            page: number;
            children?: components["schemas"]["Bookmark"][];
        };
        CompressStep: {
            /** @constant */
            type: "compress";
            /** @description Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1. */
            fileName?: string;
            /**
             * @description Image quality: `lossless` keeps images; `high`, `medium` and `low` reduce them to 300, 150 or 96 pixels per inch.
             * @default medium
             * @enum {string}
             */
            quality?: "lossless" | "high" | "medium" | "low";
            /**
             * @description Optimises for fast web view: viewers show the first page before the rest has loaded. May add some bytes.
             * @default false
             */
            linearize?: boolean;
        };
        ConvertStep: {
            /** @constant */
            type: "convert";
            /** @description Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1. */
            fileName?: string;
            /**
             * @description The target format
             * @enum {string}
             */
            to: "pdf" | "html" | "png" | "jpeg" | "webp" | "txt" | "gif" | "tiff" | "avif" | "docx" | "doc" | "odt" | "fodt" | "rtf" | "xlsx" | "xls" | "ods" | "csv" | "pptx" | "ppt" | "odp";
            /** @description Pixels per inch; 150 by default. */
            dpi?: number;
            /**
             * @description The pages, such as 1-3,7 or 2-; all by default.
             * @example 1-3,7
             * @example 2-
             * @example r1
             */
            pages?: string;
            /** @description 1 to 100. For JPEG, WebP and AVIF 85 by default; for JPEG images in the PDF of an office document 90. */
            quality?: number;
            /** @description Background colour `#rrggbb`, or `transparent`; white by default. */
            background?: string | "transparent";
            /** @description Text between pages; a form feed by default. */
            separator?: string;
            /** @description Pixels; by default unchanged, or in proportion to the height. */
            width?: number;
            /** @description Pixels; by default unchanged, or in proportion to the width. */
            height?: number;
            /**
             * @description How the image fits width and height. `inside` (default): as large as fits, never enlarged; `contain`: the same on a background of that size; `cover`: cropped to fill; `fill`: stretched; `outside`: at least that size.
             * @enum {string}
             */
            fit?: "inside" | "contain" | "cover" | "fill" | "outside";
            /** @description Keeps EXIF, XMP and the colour profile. By default they are removed, with the location of a photograph. */
            keepMetadata?: boolean;
            /** @description The password that the document is encrypted with */
            password?: string;
            /** @description Landscape instead of portrait; by default as in the office document, otherwise portrait. */
            landscape?: boolean;
            /**
             * @description 0.5 to 200 inches, as a number or a length with a unit; by default as in the document, and if it names no paper, A4; for images and SVG their own size
             * @example 21cm
             */
            paperWidth?: number | string;
            /**
             * @description 0.5 to 200 inches, as a number or a length with a unit; by default as in the document, and if it names no paper, A4; for images and SVG their own size
             * @example 21cm
             */
            paperHeight?: number | string;
            /**
             * @description Pages, such as 1-3,7; the first page is 1, the last is r1, and ranges ascend. `2-` is page 2 to the last, `-3` is page 1 to 3
             * @example 1-3,7
             * @example 2-
             * @example r1
             */
            nativePageRanges?: string;
            /** @description Compresses images losslessly instead of as JPEG */
            losslessImageCompression?: boolean;
            /** @description Reduces images to `maxImageResolution` */
            reduceImageResolution?: boolean;
            /**
             * @description Dots per inch, with `reduceImageResolution`; 300 by default
             * @enum {number}
             */
            maxImageResolution?: 75 | 150 | 300 | 600 | 1200;
            /** @description Exports headings as bookmarks; true by default */
            exportBookmarks?: boolean;
            /** @description Exports bookmarks of the document as named destinations */
            exportBookmarksToPdfDestination?: boolean;
            /** @description Exports the visual marks of placeholder fields, without their function */
            exportPlaceholders?: boolean;
            /** @description Exports comments as annotations */
            exportNotes?: boolean;
            /** @description Exports the notes pages of a presentation after its slides */
            exportNotesPages?: boolean;
            /** @description Exports only the notes pages of a presentation */
            exportOnlyNotesPages?: boolean;
            /** @description Not supported: `true` is refused. `exportNotes` shows comments */
            exportNotesInMargin?: boolean;
            /** @description Changes links to OpenDocument files into links to PDFs of the same name */
            convertOooTargetToPdfTarget?: boolean;
            /** @description Exports links to files as relative links */
            exportLinksRelativeFsys?: boolean;
            /** @description Exports hidden slides of a presentation */
            exportHiddenSlides?: boolean;
            /** @description Omits blank pages of a text document that are inserted before a left or right page */
            skipEmptyPages?: boolean;
            /** @description Embeds the document as OpenDocument in the PDF */
            addOriginalDocumentAsStream?: boolean;
            /** @description Exports each sheet of a spreadsheet as a single page */
            singlePageSheets?: boolean;
            /**
             * @description Makes a PDF for archiving: PDF/A, ISO 19005
             * @enum {string}
             */
            pdfa?: "PDF/A-1b" | "PDF/A-2b" | "PDF/A-3b";
            /** @description Makes an accessible PDF: PDF/UA, ISO 14289 */
            pdfua?: boolean;
            /**
             * Format: uri
             * @description The page to load; for a job without files
             */
            url?: string;
            /** @description Names of inputs that are assets of the page; by default, with a page named `index.html`, all inputs that a page can use */
            assets?: string[];
            /**
             * @description Encoding of a text file (TXT, CSV, Markdown, HTML), such as `windows-1251`; detected by default
             * @example windows-1251
             */
            encoding?: string;
            /**
             * @description Waits this long after the page has loaded
             * @example 500ms
             */
            waitDelay?: string;
            /**
             * @description Waits until this JavaScript expression is true
             * @example window.ready === true
             */
            waitForExpression?: string;
            /**
             * @description Waits until an element that matches this CSS selector is visible
             * @example #chart
             */
            waitForSelector?: string;
            /** @description Scrolls to the end of the page and back, for content that loads when it becomes visible */
            scrollThrough?: boolean;
            /**
             * @description The CSS media type
             * @enum {string}
             */
            emulatedMediaType?: "screen" | "print";
            /**
             * @description Values of CSS media features
             * @example [
             *       {
             *         "name": "prefers-color-scheme",
             *         "value": "dark"
             *       }
             *     ]
             */
            emulatedMediaFeatures?: {
                /** @enum {string} */
                name: "color-gamut" | "forced-colors" | "prefers-color-scheme" | "prefers-contrast" | "prefers-reduced-data" | "prefers-reduced-motion" | "prefers-reduced-transparency";
                value: string;
            }[];
            /** @description Cookies for a `url` */
            cookies?: {
                name: string;
                value: string;
                domain: string;
                path?: string;
                secure?: boolean;
                httpOnly?: boolean;
                /** @example Lax */
                sameSite?: string;
            }[];
            /** @description Request headers; sent only to the origin of the `url` */
            extraHttpHeaders?: {
                [key: string]: string;
            };
            /** @description User-Agent header for a `url` */
            userAgent?: string;
            /**
             * @description Response statuses of the `url` that fail the job; 499 stands for 400 to 499, 599 for 500 to 599. [499, 599] by default
             * @example [
             *       404,
             *       599
             *     ]
             */
            failOnHttpStatusCodes?: number[];
            /**
             * @description Response statuses of the page’s resources that fail the job; none by default
             * @example [
             *       404,
             *       599
             *     ]
             */
            failOnResourceHttpStatusCodes?: number[];
            /** @description Domains, with their subdomains, that failOnResourceHttpStatusCodes ignores */
            ignoreResourceHttpStatusDomains?: string[];
            /** @description Fails the job when a resource of the page cannot be loaded */
            failOnResourceLoadingFailed?: boolean;
            /** @description Fails the job when a script throws */
            failOnConsoleExceptions?: boolean;
            /** @description False waits until there were no requests for half a second; true by default */
            skipNetworkIdleEvent?: boolean;
            /** @description False waits until there were at most two requests for half a second; true by default */
            skipNetworkAlmostIdleEvent?: boolean;
            /**
             * @description 1 cm by default; for Markdown 2 cm, for an SVG 0
             * @example 21cm
             */
            marginTop?: number | string;
            /**
             * @description 1 cm by default; for Markdown 2 cm, for an SVG 0
             * @example 21cm
             */
            marginBottom?: number | string;
            /**
             * @description 1 cm by default; for Markdown 2.2 cm, for an SVG 0
             * @example 21cm
             */
            marginLeft?: number | string;
            /**
             * @description 1 cm by default; for Markdown 2.2 cm, for an SVG 0
             * @example 21cm
             */
            marginRight?: number | string;
            /** @description A single page that fits all content */
            singlePage?: boolean;
            /** @description Paper size of the page’s CSS (`@page`); the default without paper options */
            preferCssPageSize?: boolean;
            /** @description Bookmarks from headings */
            generateDocumentOutline?: boolean;
            /** @description A tagged PDF; true by default */
            generateTaggedPdf?: boolean;
            /** @description Background graphics; true by default */
            printBackground?: boolean;
            /** @description Omits the default white background */
            omitBackground?: boolean;
            /** @description Scale factor, 0.1 to 2; 1 by default */
            scale?: number;
            /** @description HTML of the header of each page; alternatively an input named `header.html` */
            headerTemplate?: string;
            /** @description HTML of the footer of each page; alternatively an input named `footer.html` */
            footerTemplate?: string;
            /**
             * @description Cells of a CSV: `text` keeps what is written, and only plain numbers become numbers; `guess` also recognises dates, times and percentages; `text` by default
             * @enum {string}
             */
            columns?: "text" | "guess";
        };
        DecryptStep: {
            /** @constant */
            type: "decrypt";
            /** @description Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1. */
            fileName?: string;
            /** @description The user password or the owner password. */
            password: string;
        };
        EncryptStep: {
            /** @constant */
            type: "encrypt";
            /** @description Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1. */
            fileName?: string;
            /** @description Password that opens the file, at most 127 bytes in UTF-8; without it anyone can open it. */
            userPassword?: string;
            /** @description Password that lifts the restrictions, at most 127 bytes in UTF-8 and not the user password; without it they cannot be lifted. */
            ownerPassword?: string;
            /** @description What the user password permits; everything by default. */
            permissions?: {
                /**
                 * @description Printing: `none`, `low` resolution or `full` (default).
                 * @enum {string}
                 */
                print?: "none" | "low" | "full";
                /** @description Changing the content of pages. */
                modify?: boolean;
                /** @description Copying text and images. */
                copy?: boolean;
                /** @description Adding and changing annotations. */
                annotate?: boolean;
                /** @description Filling in form fields. */
                fillForms?: boolean;
                /** @description Extraction for accessibility, such as screen readers. PDF 2.0 always allows it. */
                accessibility?: boolean;
                /** @description Inserting, rotating and deleting pages. */
                assemble?: boolean;
            };
        };
        FlattenStep: {
            /** @constant */
            type: "flatten";
            /** @description Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1. */
            fileName?: string;
            /**
             * @description Annotations that become part of the page: `all` (default), those for `print`, or those for `screen`.
             * @enum {string}
             */
            annotations?: "all" | "print" | "screen";
        };
        FormStep: {
            /** @constant */
            type: "form";
            /** @description Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1. */
            fileName?: string;
            /** @description Values by field name: a text; `true` or `false` for a check box; the option of a radio group or drop-down; a list of options. Without this option the fields are read. */
            fields?: {
                [key: string]: string | number | boolean | string[];
            };
            /** @description Makes the fields part of the page. */
            flatten?: boolean;
        };
        ImagesStep: {
            /** @constant */
            type: "images";
            /** @description Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1. */
            fileName?: string;
            /**
             * @description Format of the images.
             * @default png
             * @enum {string}
             */
            format?: "png" | "jpeg" | "webp";
            /** @description Pixels per inch; 150 by default. */
            dpi?: number;
            /**
             * @description The pages, such as 1-3,7 or 2-; all by default.
             * @example 1-3,7
             * @example 2-
             * @example r1
             */
            pages?: string;
            /** @description Quality of JPEG, WebP and AVIF, 1 to 100; 85 by default. */
            quality?: number;
            /** @description Background colour `#rrggbb`, or `transparent`; white by default. */
            background?: string | "transparent";
        };
        MergeStep: {
            /** @constant */
            type: "merge";
            /** @description Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1. */
            fileName?: string;
            /** @description Names of files in the desired order, either of the inputs or of the files before this step; files that are not named follow. By default the order of the inputs. */
            order?: string[];
            /** @description `keep` (default): the bookmarks of the files; `files`: one bookmark per file, with its name, and its own bookmarks below; `titles`: the same with the title of its metadata, if it has one; `none`. Or an object of file names, as in `order`, and their modes; other files have `keep`. */
            bookmarks?: ("keep" | "files" | "titles" | "none") | {
                [key: string]: "keep" | "files" | "titles" | "none";
            };
        };
        MetadataStep: {
            /** @constant */
            type: "metadata";
            /** @description Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1. */
            fileName?: string;
            /** @description Properties to write; `null` removes a property, and properties that are not named are kept. Without this option they are read. */
            metadata?: {
                title?: string | null;
                author?: string | null;
                subject?: string | null;
                keywords?: (string & (unknown & unknown))[] | null;
                /** @description The program that created the original document. */
                creator?: string | null;
                /** @description The program that made the PDF. */
                producer?: string | null;
                creationDate?: string | null;
                modificationDate?: string | null;
                /** @description Whether the colours are prepared for printing presses; also `Trapped` in `custom`. */
                trapped?: ("True" | "False" | "Unknown") | null;
                /** @description Custom properties. */
                custom?: {
                    /** @enum {unknown} */
                    Trapped?: "True" | "False" | "Unknown" | null;
                } & {
                    [key: string]: string | null;
                };
                /** @description How a viewer shows the PDF. */
                viewer?: {
                    /** @description The page that is shown first, and its zoom. */
                    open?: {
                        /** @default 1 */
                        page?: number;
                        /** @description Percent, or what fits the window: the `page` or its `width`. */
                        zoom?: ("page" | "width") | number;
                    } | null;
                    /** @description How pages are laid out. */
                    pageLayout?: ("SinglePage" | "OneColumn" | "TwoColumnLeft" | "TwoColumnRight" | "TwoPageLeft" | "TwoPageRight") | null;
                    /** @description The panel beside the pages, or full screen. */
                    pageMode?: ("UseNone" | "UseOutlines" | "UseThumbs" | "FullScreen" | "UseOC" | "UseAttachments") | null;
                    /** @description The panel after full screen. */
                    nonFullScreenPageMode?: ("UseNone" | "UseOutlines" | "UseThumbs" | "UseOC") | null;
                    /** @description Hides the toolbar. */
                    hideToolbar?: boolean | null;
                    /** @description Hides the menu bar. */
                    hideMenubar?: boolean | null;
                    /** @description Hides scroll bars and other controls. */
                    hideWindowUI?: boolean | null;
                    /** @description Fits the window to the first page. */
                    fitWindow?: boolean | null;
                    /** @description Centres the window on the screen. */
                    centerWindow?: boolean | null;
                    /** @description Shows the title instead of the file name. */
                    displayDocTitle?: boolean | null;
                    /** @description Reading direction, for pages side by side. */
                    direction?: ("L2R" | "R2L") | null;
                    /** @description Scaling in the print dialog. */
                    printScaling?: ("None" | "AppDefault") | null;
                    /** @description Printing on both sides in the print dialog. */
                    duplex?: ("Simplex" | "DuplexFlipShortEdge" | "DuplexFlipLongEdge") | null;
                    /** @description Whether the size of a page selects the paper tray. */
                    pickTrayByPDFSize?: boolean | null;
                    /** @description Number of copies in the print dialog. */
                    numCopies?: number | null;
                };
            };
        };
        RenderStep: {
            /** @constant */
            type: "render";
            /** @description Name of each result without its extension, such as `invoice-{{ number }}`; for a list */
            fileName?: string;
            /** @description Data for the template; a list gives one result per item. At most 64 levels and 1048576 characters as JSON */
            data?: {
                [key: string]: unknown;
            } | {
                [key: string]: unknown;
            }[];
            /** @description Name of an input with the data as JSON, instead of `data` */
            dataFile?: string;
            /**
             * @description Names of inputs that the template can show as images or include as partials
             * @default []
             */
            files?: string[];
            /**
             * @description Default format of numbers and dates, as a BCP 47 language tag
             * @default en-GB
             */
            locale?: string;
            /**
             * @description IANA time zone of dates and times, such as `Europe/Berlin`
             * @default UTC
             */
            timeZone?: string;
            /**
             * @description A tag without a value in the data: `error` fails the job, `empty` leaves it empty
             * @default error
             * @enum {string}
             */
            missing?: "error" | "empty";
        } & (unknown | unknown);
        RotateStep: {
            /** @constant */
            type: "rotate";
            /** @description Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1. */
            fileName?: string;
            /** @description Degrees clockwise, relative to the current rotation of each page. */
            angle: 90 | 180 | 270;
            /**
             * @description The pages to rotate, such as 1-3,7 or 2-; all by default.
             * @example 1-3,7
             * @example 2-
             * @example r1
             */
            pages?: string;
        };
        ScreenshotStep: {
            /** @constant */
            type: "screenshot";
            /** @description Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1. */
            fileName?: string;
            /**
             * Format: uri
             * @description The page to load; for a job without files
             */
            url?: string;
            /** @description Names of inputs that are assets of the page; by default, with a page named `index.html`, all inputs that a page can use */
            assets?: string[];
            /**
             * @description Encoding of a text file (TXT, CSV, Markdown, HTML), such as `windows-1251`; detected by default
             * @example windows-1251
             */
            encoding?: string;
            /**
             * @description Waits this long after the page has loaded
             * @example 500ms
             */
            waitDelay?: string;
            /**
             * @description Waits until this JavaScript expression is true
             * @example window.ready === true
             */
            waitForExpression?: string;
            /**
             * @description Waits until an element that matches this CSS selector is visible
             * @example #chart
             */
            waitForSelector?: string;
            /** @description Scrolls to the end of the page and back, for content that loads when it becomes visible */
            scrollThrough?: boolean;
            /**
             * @description The CSS media type
             * @enum {string}
             */
            emulatedMediaType?: "screen" | "print";
            /**
             * @description Values of CSS media features
             * @example [
             *       {
             *         "name": "prefers-color-scheme",
             *         "value": "dark"
             *       }
             *     ]
             */
            emulatedMediaFeatures?: {
                /** @enum {string} */
                name: "color-gamut" | "forced-colors" | "prefers-color-scheme" | "prefers-contrast" | "prefers-reduced-data" | "prefers-reduced-motion" | "prefers-reduced-transparency";
                value: string;
            }[];
            /** @description Cookies for a `url` */
            cookies?: {
                name: string;
                value: string;
                domain: string;
                path?: string;
                secure?: boolean;
                httpOnly?: boolean;
                /** @example Lax */
                sameSite?: string;
            }[];
            /** @description Request headers; sent only to the origin of the `url` */
            extraHttpHeaders?: {
                [key: string]: string;
            };
            /** @description User-Agent header for a `url` */
            userAgent?: string;
            /**
             * @description Response statuses of the `url` that fail the job; 499 stands for 400 to 499, 599 for 500 to 599. [499, 599] by default
             * @example [
             *       404,
             *       599
             *     ]
             */
            failOnHttpStatusCodes?: number[];
            /**
             * @description Response statuses of the page’s resources that fail the job; none by default
             * @example [
             *       404,
             *       599
             *     ]
             */
            failOnResourceHttpStatusCodes?: number[];
            /** @description Domains, with their subdomains, that failOnResourceHttpStatusCodes ignores */
            ignoreResourceHttpStatusDomains?: string[];
            /** @description Fails the job when a resource of the page cannot be loaded */
            failOnResourceLoadingFailed?: boolean;
            /** @description Fails the job when a script throws */
            failOnConsoleExceptions?: boolean;
            /** @description False waits until there were no requests for half a second; true by default */
            skipNetworkIdleEvent?: boolean;
            /** @description False waits until there were at most two requests for half a second; true by default */
            skipNetworkAlmostIdleEvent?: boolean;
            /** @description Pixels; 800 by default */
            width?: number;
            /** @description Pixels; 600 by default */
            height?: number;
            /** @description Cuts the screenshot to width and height; without it the complete scrollable page is shown */
            clip?: boolean;
            /**
             * @description Shows only the first element that matches this CSS selector; without a match the job fails
             * @example #chart
             */
            selector?: string;
            /** @description Pixels for each CSS pixel, 0.5 to 4; 1 by default. The picture has that many times the width and height */
            deviceScaleFactor?: number;
            /**
             * @description `png` by default
             * @enum {string}
             */
            format?: "png" | "jpeg" | "webp";
            /** @description Quality of JPEG and WebP; 100 by default */
            quality?: number;
            /** @description Transparent background instead of white; for PNG and WebP */
            omitBackground?: boolean;
            /** @description Faster encoding, larger PNG */
            optimizeForSpeed?: boolean;
        };
        SplitStep: {
            /** @constant */
            type: "split";
            /** @description Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1. */
            fileName?: string;
            /**
             * @description `intervals`: a file for every `splitSpan` pages; `pages`: a file for each range of `splitSpan`.
             * @enum {string}
             */
            splitMode: "intervals" | "pages";
            /** @description With `intervals` the number of pages per file, such as "2"; with `pages` the ranges, such as "1-3,7" or "2-". */
            splitSpan: string;
            /**
             * @description With `pages`: one file with all ranges instead of a file for each range.
             * @default false
             */
            splitUnify?: boolean;
        };
        TextStep: {
            /** @constant */
            type: "text";
            /** @description Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1. */
            fileName?: string;
            /**
             * @description The pages, such as 1-3,7 or 2-; all by default.
             * @example 1-3,7
             * @example 2-
             * @example r1
             */
            pages?: string;
            /** @description Text between pages; a form feed by default. */
            separator?: string;
        };
        ThumbnailStep: {
            /** @constant */
            type: "thumbnail";
            /** @description Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1. */
            fileName?: string;
            /**
             * @description Pixels.
             * @default 256
             */
            width?: number;
            /**
             * @description Pixels.
             * @default 256
             */
            height?: number;
            /**
             * @description `inside`: as large as fits; `contain`: the same on a background of that size; `cover`: cropped to fill.
             * @default inside
             * @enum {string}
             */
            fit?: "inside" | "contain" | "cover";
            /**
             * @description Format of the thumbnail.
             * @default png
             * @enum {string}
             */
            format?: "png" | "jpeg" | "webp";
            /**
             * @description Page of a PDF, from 1.
             * @default 1
             */
            page?: number;
            /** @description Quality of JPEG, WebP and AVIF, 1 to 100; 85 by default. */
            quality?: number;
            /** @description Background colour `#rrggbb`, or `transparent`; white by default. */
            background?: string | "transparent";
        };
        WatermarkStep: {
            /** @constant */
            type: "watermark";
            /** @description Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1. */
            fileName?: string;
            /** @description One or more lines of text, with at least one visible character. `{page}`, `{pages}` and `{date}` stand for the page, the number of pages and the day; `{number}` is a number that continues from file to file. */
            text?: string;
            /** @description The numbering of `{number}` in the text; {"start":1,"digits":6} by default. */
            number?: {
                /**
                 * @description The number of the first page.
                 * @default 1
                 */
                start?: number;
                /**
                 * @description Shorter numbers have leading zeros.
                 * @default 6
                 */
                digits?: number;
            };
            /** @description Name of an input image. */
            image?: string;
            /** @description Name of an input PDF, whose first page is used. */
            pdf?: string;
            /**
             * @description Over or under the content of the page.
             * @default over
             * @enum {string}
             */
            layer?: "over" | "under";
            /**
             * @description Position on the page; `tiled` covers the page with copies.
             * @default center
             * @enum {string}
             */
            position?: "center" | "top" | "bottom" | "left" | "right" | "topLeft" | "topRight" | "bottomLeft" | "bottomRight" | "tiled";
            /**
             * @description Distance from the edges in points; with `tiled` between copies.
             * @default 36
             */
            margin?: number;
            /**
             * @description Degrees counter-clockwise.
             * @default 0
             */
            rotation?: number;
            /** @description Opacity; 0.3 by default for text, otherwise 1. */
            opacity?: number;
            /** @description Font size in points; 48 by default. */
            fontSize?: number;
            /**
             * @description Font of the text, Noto Sans by default. Characters that it lacks are drawn in another font; if a font is named, a warning lists them.
             * @enum {string}
             */
            font?: "Noto Sans" | "Noto Sans Bold" | "Gelasio" | "Gelasio Bold" | "Gelasio Italic" | "Gelasio Bold Italic";
            /** @description Colour of the text, `#rrggbb`; black by default. */
            color?: string;
            /** @description Width of the image or PDF in points; by default its own width, at most that of the page. */
            width?: number;
            /**
             * @description The pages, such as 1-3,7 or 2-; all by default.
             * @example 1-3,7
             * @example 2-
             * @example r1
             */
            pages?: string;
        } & (unknown | unknown | unknown);
        InputSource: {
            /**
             * Format: uri
             * @description URL that a worker fetches.
             */
            url: string;
            /** @description Headers of the request, such as an `Authorization`. Not sent to another origin after a redirect, never shown, and deleted when the job ends. At most 6000 characters together; names ignore case and must differ. */
            headers?: {
                [key: string]: string;
            };
            /** @description File name; its extension determines the format. Default: the name from the source. */
            name?: string;
        } | {
            /**
             * Format: uuid
             * @description Id of a direct upload.
             */
            upload: string;
            /** @description File name; its extension determines the format. Default: the name from the source. */
            name?: string;
        };
        /** @description A job: its input, progress and outcome. */
        Job: {
            /**
             * Format: uuid
             * @description UUIDv7.
             */
            id: string;
            /** @description The caller that submitted it. */
            callerId: string;
            /** @enum {string} */
            status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
            /**
             * @description A queued job that starts when another job of this caller has ended.
             * @constant
             */
            held?: true;
            /** @description The submitted steps. Secrets are masked; long values and the queries of URLs are omitted. */
            steps: ({
                type: string;
            } & {
                [key: string]: unknown;
            })[];
            /** @description `contentType` and `size` of a URL input are absent until it is fetched. */
            inputs: {
                name: string;
                contentType?: string;
                /** @description Bytes. */
                size?: number;
            }[];
            /** @description The submitted pattern for the names of the results. */
            fileName?: string;
            /** @description The job fails with `warnings_found` if its conversion has a warning with one of these codes. */
            failOnWarnings?: ("glyphs_missing" | "font_replaced" | "object_not_drawn" | "comments_dropped" | "macros_dropped" | "resource_not_loaded" | "losses_unknown" | "language_not_available" | "option_not_applied" | "picture_damaged" | "claim_withdrawn" | "tags_incomplete")[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            startedAt?: string;
            /** Format: date-time */
            endedAt?: string;
            /** @description Result files, after success. */
            results?: {
                name: string;
                contentType: string;
                /** @description Bytes. */
                size: number;
                /** @description Path of the file on this host. */
                url: string;
            }[];
            /** @description Billed usage, after success. */
            usage?: {
                documents: number;
                pages: number;
                bytesIn: number;
                bytesOut: number;
                engineMilliseconds: number;
            };
            /** @description What the results do not hold or show differently; at most 50. Absent if there is nothing. */
            warnings?: components["schemas"]["Warning"][];
            /** @description Why the job failed. */
            error?: {
                /** @enum {string} */
                code: "bad_request" | "invalid_parameter" | "invalid_json" | "invalid_multipart" | "unauthorized" | "insufficient_scope" | "insufficient_role" | "origin_not_allowed" | "organisation_suspended" | "gateway_required" | "registration_closed" | "registration_token_invalid" | "registration_token_exhausted" | "attestation_required" | "attestation_invalid" | "attestation_wrong_request" | "attestation_expired" | "attestation_replayed" | "attestation_wrong_app" | "attestation_untrusted_root" | "attestation_counter" | "attestation_verdict" | "attestation_unavailable" | "not_found" | "method_not_allowed" | "conflict" | "gone" | "precondition_failed" | "body_too_slow" | "body_capacity_reached" | "body_too_large" | "unsupported_media_type" | "range_not_satisfiable" | "precondition_required" | "internal" | "unavailable" | "storage_full" | "misconfigured" | "idempotency_key_reused" | "job_not_finished" | "job_failed" | "queue_full" | "too_many_jobs" | "rate_limited" | "quota_exceeded" | "too_many_uploads" | "upload_missing" | "upload_changed" | "upload_unreadable" | "webhook_secret_missing" | "webhook_too_soon" | "job_cancelled" | "attempts_exhausted" | "address_not_allowed" | "fetch_failed" | "fetch_refused" | "fetch_too_large" | "empty_file" | "type_mismatch" | "unsupported_conversion" | "steps_do_not_fit" | "breaks_pdfa" | "pdfa_not_possible" | "pdfua_not_possible" | "too_many_pages" | "too_many_rows" | "too_many_files" | "too_many_pixels" | "corrupt_file" | "template_error" | "template_too_large" | "password_required" | "zip_limits" | "password_wrong" | "password_not_needed" | "too_large_inside" | "cannot_be_processed" | "page_status_failed" | "page_resource_failed" | "page_script_failed" | "warnings_found" | "timed_out" | "engine_failed";
                detail: string;
                /** @description Whether the same job may succeed if submitted again. */
                retryable: boolean;
            };
            /** @description `X-Correlation-Id` of the submission. */
            correlationId?: string;
            /** @description Callback URL, without its query. */
            callbackUrl?: string;
            /** @description Delivery state of the webhook. */
            notification?: {
                /** @enum {string} */
                state: "pending" | "delivered" | "refused" | "failed";
                /**
                 * Format: date-time
                 * @description Time of the next attempt, while pending.
                 */
                nextAt?: string;
                /** @description The latest delivery attempts, oldest first. */
                attempts: {
                    /** Format: date-time */
                    at: string;
                    /** @description HTTP status of the response. */
                    status?: number;
                    /**
                     * @description Error code if there was no response.
                     * @enum {string}
                     */
                    error?: "bad_request" | "invalid_parameter" | "invalid_json" | "invalid_multipart" | "unauthorized" | "insufficient_scope" | "insufficient_role" | "origin_not_allowed" | "organisation_suspended" | "gateway_required" | "registration_closed" | "registration_token_invalid" | "registration_token_exhausted" | "attestation_required" | "attestation_invalid" | "attestation_wrong_request" | "attestation_expired" | "attestation_replayed" | "attestation_wrong_app" | "attestation_untrusted_root" | "attestation_counter" | "attestation_verdict" | "attestation_unavailable" | "not_found" | "method_not_allowed" | "conflict" | "gone" | "precondition_failed" | "body_too_slow" | "body_capacity_reached" | "body_too_large" | "unsupported_media_type" | "range_not_satisfiable" | "precondition_required" | "internal" | "unavailable" | "storage_full" | "misconfigured" | "idempotency_key_reused" | "job_not_finished" | "job_failed" | "queue_full" | "too_many_jobs" | "rate_limited" | "quota_exceeded" | "too_many_uploads" | "upload_missing" | "upload_changed" | "upload_unreadable" | "webhook_secret_missing" | "webhook_too_soon" | "job_cancelled" | "attempts_exhausted" | "address_not_allowed" | "fetch_failed" | "fetch_refused" | "fetch_too_large" | "empty_file" | "type_mismatch" | "unsupported_conversion" | "steps_do_not_fit" | "breaks_pdfa" | "pdfa_not_possible" | "pdfua_not_possible" | "too_many_pages" | "too_many_rows" | "too_many_files" | "too_many_pixels" | "corrupt_file" | "template_error" | "template_too_large" | "password_required" | "zip_limits" | "password_wrong" | "password_not_needed" | "too_large_inside" | "cannot_be_processed" | "page_status_failed" | "page_resource_failed" | "page_script_failed" | "warnings_found" | "timed_out" | "engine_failed";
                    milliseconds: number;
                }[];
            };
        };
        /** @description What a result does not hold or shows differently. */
        Warning: {
            /** @enum {string} */
            code: "glyphs_missing" | "font_replaced" | "object_not_drawn" | "comments_dropped" | "macros_dropped" | "resource_not_loaded" | "losses_unknown" | "language_not_available" | "option_not_applied" | "picture_damaged" | "claim_withdrawn" | "tags_incomplete";
            /** @description What is affected. */
            detail: string;
            /** @description The first affected page of the result, from 1, if known. */
            page?: number;
        };
        PublishRequest: {
            /** @description 1 to 30. */
            temporaryExposureKeys: components["schemas"]["PublishedKey"][] | null;
            /** @description The id of the health authority. */
            healthAuthorityID: string | null;
            /** @description The certificate of the health authority, a JWT. */
            verificationPayload?: string | null;
            /** @description Key of the HMAC (`tekmac`) that binds the keys to the certificate, base64. */
            hmacKey?: string | null;
            /** @description Any 10-minute interval of the day on which symptoms began. */
            symptomOnsetInterval?: number | null;
            /** @description Accepted and ignored. */
            traveler?: boolean | null;
            /** @description The `revisionToken` of the previous response. */
            revisionToken?: string | null;
            /** @description Random bytes, base64, that hide the size of the request. Ignored. */
            padding?: string | null;
        };
        PublishedKey: {
            /** @description The 16 bytes of the key, base64. */
            key?: string | null;
            /** @description Start of its broadcast, in 10-minute intervals since 1970. */
            rollingStartNumber?: number | null;
            /** @description Duration of its broadcast, in 10-minute intervals: 1 to 144. */
            rollingPeriod?: number | null;
            /** @description 0 to 8. 0 selects the default of the report type. */
            transmissionRisk?: number | null;
        };
        PublishAnswer: {
            /** @description Send it with the next publish of the same device. */
            revisionToken?: string;
            /** @description Number of new keys; absent if 0. */
            insertedExposures?: number;
            /** @description An explanation for developers. */
            error?: string;
            /** @description A stable error code for programs. */
            code?: string;
            /** @description Random bytes, base64. */
            padding: string;
            /** @description Keys that were skipped without failing the publish. */
            warnings?: string[];
        };
        RegistrationRequest: {
            /** @description Evidence of a genuine app. Required with REGISTRATION=attested. */
            attestation?: components["schemas"]["Attestation"];
        };
        Attestation: components["schemas"]["PlayIntegrityEvidence"] | components["schemas"]["AppAttestEvidence"] | components["schemas"]["DeviceCheckEvidence"];
        PlayIntegrityEvidence: {
            /** @constant */
            platform: "play-integrity";
            /** @description The package name of the app, or `<team id>.<bundle id>`. */
            appId: string;
            /** @description The challenge from `POST /v1/attestation/challenges`. */
            challenge: string;
            /** @description The integrity token from Google Play. */
            token: string;
        };
        AppAttestEvidence: {
            /** @constant */
            platform: "app-attest";
            /** @description The package name of the app, or `<team id>.<bundle id>`. */
            appId: string;
            /** @description The challenge from `POST /v1/attestation/challenges`. */
            challenge: string;
            /** @description With `attestation`: the result of `generateKey`, base64. */
            keyId?: string;
            /** @description The result of `attestKey`, base64. */
            attestation?: string;
            /** @description The result of `generateAssertion`, base64. */
            assertion?: string;
        } & (unknown | unknown);
        DeviceCheckEvidence: {
            /** @constant */
            platform: "device-check";
            /** @description The package name of the app, or `<team id>.<bundle id>`. */
            appId: string;
            /** @description The challenge from `POST /v1/attestation/challenges`. */
            challenge: string;
            /** @description The result of `generateToken`, base64. */
            token: string;
        };
        Registration: {
            /**
             * Format: uuid
             * @description UUID v4 of the device.
             */
            uuid: string;
            /** @description 256 random bits, base64url. Returned only once; the server stores only a hash. */
            secret: string;
            /** @description `<uuid>.<secret>`, the bearer token of later requests. */
            token: string;
        };
        UploadRequest: {
            /** @description File name; its extension determines the format. */
            name: string;
            contentType?: string;
        };
        BegunUpload: {
            /**
             * Format: uuid
             * @description UUIDv7. A job refers to it as `{ "upload": id }`.
             */
            id: string;
            name: string;
            contentType?: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the upload URL expires. A job can use the upload for one hour after its creation.
             */
            expiresAt: string;
            /**
             * Format: uri
             * @description Storage URL that can only create and write this one blob. Returned only in this response.
             */
            url: string;
            /** @constant */
            method: "PUT";
            /** @description Headers that the PUT must send. */
            headers: {
                [key: string]: string;
            };
            /** @description Maximum size; a job rejects a larger file. */
            maximumBytes: number;
        };
        AuthorizationServer: {
            /** Format: uri */
            issuer: string;
            /** Format: uri */
            token_endpoint: string;
            /** Format: uri */
            jwks_uri: string;
            grant_types_supported: string[];
            response_types_supported: string[];
            token_endpoint_auth_methods_supported: string[];
            token_endpoint_auth_signing_alg_values_supported: string[];
            scopes_supported: string[];
        };
        Health: {
            /** @constant */
            status: "up";
        };
        Readiness: {
            /** @enum {string} */
            status: "ready" | "unready";
            /** Format: date-time */
            checkedAt: string;
            /** @description The state of each dependency. Latencies, reasons and details require the operator key. */
            checks: {
                name: string;
                ready: boolean;
                /** @description Latency of the check. */
                milliseconds?: number;
                /** @description Why it is not ready. */
                reason?: string;
                /** @description For queues: the number of sent and running jobs and the age of the oldest waiting one in seconds, for jobs that need the browser (`browser…`) and for all others. For engines: the number of ready engines, and how many of them are browsers without a sandbox. */
                details?: {
                    [key: string]: number;
                };
            }[];
        };
        PublicKeys: {
            keys: {
                kty: string;
                crv: string;
                x: string;
                y: string;
                kid: string;
                /** @constant */
                use: "sig";
                /** @constant */
                alg: "ES256";
            }[];
        };
        TokenResponse: {
            access_token: string;
            /** @constant */
            token_type: "Bearer";
            /** @description Seconds. */
            expires_in: number;
            /** @description The scopes of the token, separated by spaces. */
            scope: string;
        };
        TokenError: {
            error: string;
            error_description: string;
        };
        AuditPage: {
            entries: components["schemas"]["AuditEntry"][];
            /** @description The maximum number of records of this page. */
            limit: number;
            sort: string;
            /** @description Path of the next page; absent on the last page. */
            next?: string;
        };
        /** @description A change by an administrator. */
        AuditEntry: {
            /**
             * Format: uuid
             * @description UUIDv7.
             */
            id: string;
            /** Format: date-time */
            at: string;
            /** @description The organisation that was changed, or `deployment`. */
            subject: string;
            /** @description Who made the request. */
            actor: {
                /** @enum {string} */
                kind: "operator" | "device" | "client" | "token";
                /** @description The operator, or the caller of an organisation. */
                id: string;
                /** @enum {string} */
                role?: "reader" | "admin";
            };
            /** @description The operation id of the request, as in the OpenAPI document. */
            action: string;
            /** @description The path of the request. */
            target: string;
            /** @description The address of the client. */
            from?: string;
            /** @description Identifies the request in the logs. */
            traceId?: string;
            /**
             * @description `started` if the process died before the outcome was recorded: the change may have been made.
             * @enum {string}
             */
            outcome: "started" | "succeeded" | "failed";
            /** @description The error code of a failed request. */
            code?: string;
            /** @description What was changed, without secrets; absent for a creation. */
            before?: {
                [key: string]: unknown;
            };
            /** @description The new state, without secrets; absent for a deletion. */
            after?: {
                [key: string]: unknown;
            };
        };
        ExportPage: {
            exports: components["schemas"]["Export"][];
            next?: string;
        };
        /** @description The export of a window of a region, or of consecutive windows without keys. */
        Export: {
            /** @description Code of the region, such as `440`. */
            region: string;
            /** @description Unix seconds. */
            window: {
                start: number;
                end: number;
            };
            /**
             * Format: date-time
             * @description When the content of the export was fixed.
             */
            frozenAt: string;
            /** @description All signings of the files; the last one is current. */
            signings: {
                revision: number;
                /** @description Paths of the files. */
                files: string[];
                keys: {
                    verificationKeyId: string;
                    verificationKeyVersion: string;
                    name: string;
                    version: string;
                }[];
                /**
                 * Format: date-time
                 * @description When all of its files existed.
                 */
                exportedAt?: string;
                /**
                 * Format: date-time
                 * @description When its files were removed from the indexes because they were signed again.
                 */
                delistedAt?: string;
            }[];
            /**
             * Format: date-time
             * @description When its files were removed from the indexes because of their age.
             */
            delistedAt?: string;
        };
        ExportRequest: {
            /** @description Default: all regions. */
            region?: string;
            /** @description Start of a window, Unix seconds. Missing files of this window are created. Requires `region`. */
            window?: number;
        };
        HealthAuthorityPage: {
            healthAuthorities: components["schemas"]["HealthAuthority"][];
            /** @description The maximum number of records of this page. */
            limit: number;
            sort: string;
            /** @description Path of the next page; absent on the last page. */
            next?: string;
        };
        HealthAuthority: {
            /** @description The `healthAuthorityID` that apps send, often the package name of the app: `jp.example.app`. Case is ignored. */
            id: string;
            /** @description Display name. */
            name: string;
            /** @default default */
            organisationId: string;
            /** @description The `iss` claim of its certificates. */
            issuer: string;
            /** @description The `aud` claim of its certificates, which identifies this server. */
            audience: string;
            /** @default [] */
            keys: components["schemas"]["HealthAuthorityKey"][];
            /** @description The regions to which its keys are published. */
            regions: string[];
            /**
             * @description The report types it may use.
             * @default [
             *       "confirmed",
             *       "likely",
             *       "user-report",
             *       "negative"
             *     ]
             */
            reportTypes: ("confirmed" | "likely" | "user-report" | "negative")[];
            /**
             * @description Assumed days since symptom onset if neither the request nor the certificate has it; null for no assumption.
             * @default 4
             */
            usualOnsetDays: number | null;
        };
        HealthAuthorityKey: {
            /** @description The `kid` in the header of certificates; unique in the list. */
            kid: string;
            /** @description PEM, P-256. */
            publicKey: string;
            /** Format: date-time */
            validFrom: string;
            /** Format: date-time */
            validUntil?: string;
        };
        HealthAuthoritySettings: {
            /** @description Display name. */
            name: string;
            /** @default default */
            organisationId?: string;
            /** @description The `iss` claim of its certificates. */
            issuer: string;
            /** @description The `aud` claim of its certificates, which identifies this server. */
            audience: string;
            /** @default [] */
            keys?: components["schemas"]["HealthAuthorityKey"][];
            /** @description The regions to which its keys are published. */
            regions: string[];
            /**
             * @description The report types it may use.
             * @default [
             *       "confirmed",
             *       "likely",
             *       "user-report",
             *       "negative"
             *     ]
             */
            reportTypes?: ("confirmed" | "likely" | "user-report" | "negative")[];
            /**
             * @description Assumed days since symptom onset if neither the request nor the certificate has it; null for no assumption.
             * @default 4
             */
            usualOnsetDays?: number | null;
        };
        OperatorJobPage: {
            jobs: components["schemas"]["OperatorJob"][];
            /** @description The maximum number of records of this page. */
            limit: number;
            sort: string;
            /** @description Path of the next page; absent on the last page. */
            next?: string;
        };
        OperatorJob: {
            /**
             * Format: uuid
             * @description UUIDv7.
             */
            id: string;
            /** @description The caller that submitted it. */
            callerId: string;
            /** @enum {string} */
            status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
            /**
             * @description A queued job that starts when another job of this caller has ended.
             * @constant
             */
            held?: true;
            /** @description The submitted steps. Secrets are masked; long values and the queries of URLs are omitted. */
            steps: ({
                type: string;
            } & {
                [key: string]: unknown;
            })[];
            /** @description `contentType` and `size` of a URL input are absent until it is fetched. */
            inputs: {
                name: string;
                contentType?: string;
                /** @description Bytes. */
                size?: number;
            }[];
            /** @description The submitted pattern for the names of the results. */
            fileName?: string;
            /** @description The job fails with `warnings_found` if its conversion has a warning with one of these codes. */
            failOnWarnings?: ("glyphs_missing" | "font_replaced" | "object_not_drawn" | "comments_dropped" | "macros_dropped" | "resource_not_loaded" | "losses_unknown" | "language_not_available" | "option_not_applied" | "picture_damaged" | "claim_withdrawn" | "tags_incomplete")[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            startedAt?: string;
            /** Format: date-time */
            endedAt?: string;
            /** @description Result files, after success. */
            results?: {
                name: string;
                contentType: string;
                /** @description Bytes. */
                size: number;
                /** @description Path of the file on this host. */
                url: string;
            }[];
            /** @description Billed usage, after success. */
            usage?: {
                documents: number;
                pages: number;
                bytesIn: number;
                bytesOut: number;
                engineMilliseconds: number;
            };
            /** @description What the results do not hold or show differently; at most 50. Absent if there is nothing. */
            warnings?: components["schemas"]["Warning"][];
            /** @description Why the job failed. */
            error?: {
                /** @enum {string} */
                code: "bad_request" | "invalid_parameter" | "invalid_json" | "invalid_multipart" | "unauthorized" | "insufficient_scope" | "insufficient_role" | "origin_not_allowed" | "organisation_suspended" | "gateway_required" | "registration_closed" | "registration_token_invalid" | "registration_token_exhausted" | "attestation_required" | "attestation_invalid" | "attestation_wrong_request" | "attestation_expired" | "attestation_replayed" | "attestation_wrong_app" | "attestation_untrusted_root" | "attestation_counter" | "attestation_verdict" | "attestation_unavailable" | "not_found" | "method_not_allowed" | "conflict" | "gone" | "precondition_failed" | "body_too_slow" | "body_capacity_reached" | "body_too_large" | "unsupported_media_type" | "range_not_satisfiable" | "precondition_required" | "internal" | "unavailable" | "storage_full" | "misconfigured" | "idempotency_key_reused" | "job_not_finished" | "job_failed" | "queue_full" | "too_many_jobs" | "rate_limited" | "quota_exceeded" | "too_many_uploads" | "upload_missing" | "upload_changed" | "upload_unreadable" | "webhook_secret_missing" | "webhook_too_soon" | "job_cancelled" | "attempts_exhausted" | "address_not_allowed" | "fetch_failed" | "fetch_refused" | "fetch_too_large" | "empty_file" | "type_mismatch" | "unsupported_conversion" | "steps_do_not_fit" | "breaks_pdfa" | "pdfa_not_possible" | "pdfua_not_possible" | "too_many_pages" | "too_many_rows" | "too_many_files" | "too_many_pixels" | "corrupt_file" | "template_error" | "template_too_large" | "password_required" | "zip_limits" | "password_wrong" | "password_not_needed" | "too_large_inside" | "cannot_be_processed" | "page_status_failed" | "page_resource_failed" | "page_script_failed" | "warnings_found" | "timed_out" | "engine_failed";
                detail: string;
                /** @description Whether the same job may succeed if submitted again. */
                retryable: boolean;
            };
            /** @description `X-Correlation-Id` of the submission. */
            correlationId?: string;
            /** @description Callback URL, without its query. */
            callbackUrl?: string;
            /** @description Delivery state of the webhook. */
            notification?: {
                /** @enum {string} */
                state: "pending" | "delivered" | "refused" | "failed";
                /**
                 * Format: date-time
                 * @description Time of the next attempt, while pending.
                 */
                nextAt?: string;
                /** @description The latest delivery attempts, oldest first. */
                attempts: {
                    /** Format: date-time */
                    at: string;
                    /** @description HTTP status of the response. */
                    status?: number;
                    /**
                     * @description Error code if there was no response.
                     * @enum {string}
                     */
                    error?: "bad_request" | "invalid_parameter" | "invalid_json" | "invalid_multipart" | "unauthorized" | "insufficient_scope" | "insufficient_role" | "origin_not_allowed" | "organisation_suspended" | "gateway_required" | "registration_closed" | "registration_token_invalid" | "registration_token_exhausted" | "attestation_required" | "attestation_invalid" | "attestation_wrong_request" | "attestation_expired" | "attestation_replayed" | "attestation_wrong_app" | "attestation_untrusted_root" | "attestation_counter" | "attestation_verdict" | "attestation_unavailable" | "not_found" | "method_not_allowed" | "conflict" | "gone" | "precondition_failed" | "body_too_slow" | "body_capacity_reached" | "body_too_large" | "unsupported_media_type" | "range_not_satisfiable" | "precondition_required" | "internal" | "unavailable" | "storage_full" | "misconfigured" | "idempotency_key_reused" | "job_not_finished" | "job_failed" | "queue_full" | "too_many_jobs" | "rate_limited" | "quota_exceeded" | "too_many_uploads" | "upload_missing" | "upload_changed" | "upload_unreadable" | "webhook_secret_missing" | "webhook_too_soon" | "job_cancelled" | "attempts_exhausted" | "address_not_allowed" | "fetch_failed" | "fetch_refused" | "fetch_too_large" | "empty_file" | "type_mismatch" | "unsupported_conversion" | "steps_do_not_fit" | "breaks_pdfa" | "pdfa_not_possible" | "pdfua_not_possible" | "too_many_pages" | "too_many_rows" | "too_many_files" | "too_many_pixels" | "corrupt_file" | "template_error" | "template_too_large" | "password_required" | "zip_limits" | "password_wrong" | "password_not_needed" | "too_large_inside" | "cannot_be_processed" | "page_status_failed" | "page_resource_failed" | "page_script_failed" | "warnings_found" | "timed_out" | "engine_failed";
                    milliseconds: number;
                }[];
            };
            organisationId: string;
            /** @description How often a worker started it. */
            attempt: number;
            /**
             * Format: date-time
             * @description While it runs: when its worker must have renewed its lease.
             */
            leaseUntil?: string;
        };
        OperatorKeyPage: {
            keys: components["schemas"]["OperatorKey"][];
            /** @description The maximum number of records of this page. */
            limit: number;
            sort: string;
            /** @description Path of the next page; absent on the last page. */
            next?: string;
        };
        OperatorKey: {
            /** Format: uuid */
            id: string;
            /** @description A name for people. */
            name: string;
            /**
             * @description A `reader` changes nothing.
             * @enum {string}
             */
            role: "reader" | "admin";
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: date
             * @description The day of the last use, UTC; absent if it was never used.
             */
            lastUsed?: string;
        };
        OperatorKeyRequest: {
            /** @description A name for people. */
            name: string;
            /**
             * @description A `reader` changes nothing.
             * @enum {string}
             */
            role: "reader" | "admin";
            /**
             * @description Days until it expires.
             * @default 90
             */
            expiresInDays?: number;
        };
        CreatedOperatorKey: {
            /** Format: uuid */
            id: string;
            /** @description A name for people. */
            name: string;
            /**
             * @description A `reader` changes nothing.
             * @enum {string}
             */
            role: "reader" | "admin";
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: date
             * @description The day of the last use, UTC; absent if it was never used.
             */
            lastUsed?: string;
            /** @description `conv_operator_…`, the bearer token of requests. It is shown only once. */
            key: string;
        };
        OrganisationPage: {
            organisations: components["schemas"]["Organisation"][];
            /** @description The maximum number of records of this page. */
            limit: number;
            sort: string;
            /** @description Path of the next page; absent on the last page. */
            next?: string;
        };
        Organisation: {
            name: string;
            /**
             * @description The id of its tier.
             * @default default
             */
            tier: string;
            /** @enum {string} */
            status: "active" | "suspended" | "deleting";
            /** @description Days after which its jobs are deleted, if fewer than RETENTION_DAYS. */
            retentionDays?: number;
            /** @description Replace the quotas of its tier for their metrics. */
            quotas?: components["schemas"]["Quota"][];
            /** @default {} */
            settings: components["schemas"]["OrganisationSettings"];
            id: string;
            /** Format: date-time */
            createdAt: string;
            /** @description While the status is `deleting`. */
            deletion?: {
                /** Format: date-time */
                requestedAt: string;
                /**
                 * Format: date-time
                 * @description From then on it is purged. Until then the deletion can be cancelled.
                 */
                purgeAt: string;
                /**
                 * @description The status after a cancellation.
                 * @enum {string}
                 */
                statusBefore: "active" | "suspended";
                /**
                 * @description The purge has begun and cannot be cancelled.
                 * @constant
                 */
                begun?: true;
            };
        };
        Quota: {
            /** @enum {string} */
            metric: "registered_devices" | "submitted_jobs" | "concurrent_jobs" | "converted_pages" | "stored_bytes" | "published_keys" | "api_calls";
            /** @description The greatest allowed amount in the period. */
            max: number;
            /**
             * @description Calendar period, UTC. `total` for the metrics that exist at a time, such as stored bytes.
             * @enum {string}
             */
            period: "hour" | "day" | "week" | "month" | "year" | "total";
        };
        OrganisationSettings: {
            /** @description Origins of web pages that may send requests with credentials of the organisation (RFC 6454). */
            allowedOrigins?: string[];
        };
        OrganisationDefinition: {
            name: string;
            /**
             * @description The id of its tier.
             * @default default
             */
            tier?: string;
            /**
             * @description `suspended`: new requests are refused and waiting jobs are held; running jobs end.
             * @default active
             * @enum {string}
             */
            status?: "active" | "suspended";
            /** @description Days after which its jobs are deleted, if fewer than RETENTION_DAYS. */
            retentionDays?: number;
            /** @description Replace the quotas of its tier for their metrics. */
            quotas?: components["schemas"]["Quota"][];
            /** @default {} */
            settings?: components["schemas"]["OrganisationSettings"];
        };
        /** @description A merge patch (RFC 7396). */
        OrganisationDefinitionPatch: {
            name?: string;
            /**
             * @description The id of its tier.
             * @default default
             */
            tier?: string;
            /**
             * @description `suspended`: new requests are refused and waiting jobs are held; running jobs end.
             * @default active
             * @enum {string}
             */
            status?: "active" | "suspended";
            /** @description Days after which its jobs are deleted, if fewer than RETENTION_DAYS. */
            retentionDays?: number;
            /** @description Replace the quotas of its tier for their metrics. */
            quotas?: components["schemas"]["Quota"][];
            /** @default {} */
            settings?: components["schemas"]["OrganisationSettings"];
        };
        OAuthClientPage: {
            clients: components["schemas"]["OAuthClient"][];
            /** @description The maximum number of records of this page. */
            limit: number;
            sort: string;
            /** @description Path of the next page; absent on the last page. */
            next?: string;
        };
        OAuthClient: {
            /**
             * Format: uuid
             * @description The `client_id`.
             */
            id: string;
            /** @description A name for people. */
            name: string;
            /** @description What the credential permits. */
            scopes: ("jobs:read" | "jobs:write" | "jobs:read:all" | "usage:read" | "organisation:admin")[];
            /** @enum {string} */
            status: "active" | "disabled";
            /** @description Its public keys, if it authenticates with `private_key_jwt`. It then has no secret. */
            jwks?: components["schemas"]["ClientKeys"];
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date
             * @description The day of the last access token, UTC; absent if it got none.
             */
            lastUsed?: string;
        };
        ClientKeys: {
            keys: ({
                /** @constant */
                kty: "EC";
                /** @enum {string} */
                crv: "P-256" | "P-384";
                x: string;
                y: string;
                /** @description Names the key. Required if there are several. */
                kid?: string;
                /** @constant */
                use?: "sig";
                /** @enum {string} */
                alg?: "ES256" | "ES384" | "EdDSA" | "PS256" | "RS256";
            } | {
                /** @constant */
                kty: "OKP";
                /** @constant */
                crv: "Ed25519";
                x: string;
                /** @description Names the key. Required if there are several. */
                kid?: string;
                /** @constant */
                use?: "sig";
                /** @enum {string} */
                alg?: "ES256" | "ES384" | "EdDSA" | "PS256" | "RS256";
            } | {
                /** @constant */
                kty: "RSA";
                n: string;
                e: string;
                /** @description Names the key. Required if there are several. */
                kid?: string;
                /** @constant */
                use?: "sig";
                /** @enum {string} */
                alg?: "ES256" | "ES384" | "EdDSA" | "PS256" | "RS256";
            })[];
        };
        OAuthClientDefinition: {
            /** @description A name for people. */
            name: string;
            /** @description What the credential permits. */
            scopes: ("jobs:read" | "jobs:write" | "jobs:read:all" | "usage:read" | "organisation:admin")[];
            /**
             * @description `disabled`: it gets no access tokens, and within a minute those that it has are refused.
             * @default active
             * @enum {string}
             */
            status?: "active" | "disabled";
            /** @description Its public keys, if it authenticates with `private_key_jwt`. It then has no secret. */
            jwks?: components["schemas"]["ClientKeys"];
        };
        CreatedOAuthClient: {
            /**
             * Format: uuid
             * @description The `client_id`.
             */
            id: string;
            /** @description A name for people. */
            name: string;
            /** @description What the credential permits. */
            scopes: ("jobs:read" | "jobs:write" | "jobs:read:all" | "usage:read" | "organisation:admin")[];
            /** @enum {string} */
            status: "active" | "disabled";
            /** @description Its public keys, if it authenticates with `private_key_jwt`. It then has no secret. */
            jwks?: components["schemas"]["ClientKeys"];
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date
             * @description The day of the last access token, UTC; absent if it got none.
             */
            lastUsed?: string;
            /** @description `conv_client_…`, the `client_secret`. It is shown only once. */
            clientSecret?: string;
        };
        /** @description A merge patch (RFC 7396). */
        OAuthClientDefinitionPatch: {
            /** @description A name for people. */
            name?: string;
            /** @description What the credential permits. */
            scopes?: ("jobs:read" | "jobs:write" | "jobs:read:all" | "usage:read" | "organisation:admin")[];
            /**
             * @description `disabled`: it gets no access tokens, and within a minute those that it has are refused.
             * @default active
             * @enum {string}
             */
            status?: "active" | "disabled";
            /** @description Its public keys, if it authenticates with `private_key_jwt`. It then has no secret. */
            jwks?: components["schemas"]["ClientKeys"];
        };
        ClientSecret: {
            /** @description `conv_client_…`, the `client_secret`. It is shown only once. */
            clientSecret: string;
            /**
             * Format: date-time
             * @description When the previous secret stops being valid.
             */
            previousExpiresAt: string;
        };
        RegistrationTokenPage: {
            registrationTokens: components["schemas"]["RegistrationToken"][];
            /** @description The maximum number of records of this page. */
            limit: number;
            sort: string;
            /** @description Path of the next page; absent on the last page. */
            next?: string;
        };
        RegistrationToken: {
            /** Format: uuid */
            id: string;
            /** @description A name for people. */
            name: string;
            /** @description How many devices may register with the token. */
            maximumRegistrations: number;
            /** @description How many devices have registered, deleted ones included. */
            registrations: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: date
             * @description The day of the last use, UTC; absent if it was never used.
             */
            lastUsed?: string;
        };
        RegistrationTokenRequest: {
            /** @description A name for people. */
            name: string;
            /** @description How many devices may register with the token. */
            maximumRegistrations: number;
            /**
             * @description Days until it expires.
             * @default 90
             */
            expiresInDays?: number;
        };
        CreatedRegistrationToken: {
            /** Format: uuid */
            id: string;
            /** @description A name for people. */
            name: string;
            /** @description How many devices may register with the token. */
            maximumRegistrations: number;
            /** @description How many devices have registered, deleted ones included. */
            registrations: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: date
             * @description The day of the last use, UTC; absent if it was never used.
             */
            lastUsed?: string;
            /** @description `conv_registration_…`, the bearer token of `POST /v1/register`. It is shown only once. */
            token: string;
        };
        StatementList: {
            statements: {
                /** @description `YYYY-MM`, UTC. */
                month: string;
                /**
                 * @description An `open` statement still changes: a month closes three days after its end. A `closed` one never does.
                 * @enum {string}
                 */
                state: "open" | "closed";
            }[];
        };
        Statement: {
            organisationId: string;
            /** @description `YYYY-MM`, UTC. */
            month: string;
            /**
             * @description An `open` statement still changes: a month closes three days after its end. A `closed` one never does.
             * @enum {string}
             */
            state: "open" | "closed";
            /** Format: date-time */
            closedAt?: string;
            /** @description The tier whose prices apply: that of the moment of closing. */
            tier: string;
            /** @description Billed jobs. */
            jobs: number;
            /** @description ISO 4217; absent if the tier has no prices. */
            currency?: string;
            lines: {
                /** @enum {string} */
                metric: "documents" | "pages";
                /** @description Units of the month. */
                quantity: number;
                /** @description Units of them that cost nothing. */
                free: number;
                steps: {
                    quantity: number;
                    /** @description Price of a block, in the smallest unit of the currency. */
                    amount: number;
                    /** @description Units of a block. */
                    per: number;
                    total: number;
                }[];
                /** @description In the smallest unit of the currency. */
                total: number;
            }[];
            /** @description In the smallest unit of the currency. */
            total: number;
        };
        ApiTokenPage: {
            tokens: components["schemas"]["ApiToken"][];
            /** @description The maximum number of records of this page. */
            limit: number;
            sort: string;
            /** @description Path of the next page; absent on the last page. */
            next?: string;
        };
        ApiToken: {
            /** Format: uuid */
            id: string;
            /** @description A name for people. */
            name: string;
            /** @description What the credential permits. */
            scopes: ("jobs:read" | "jobs:write" | "jobs:read:all" | "usage:read" | "organisation:admin")[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: date
             * @description The day of the last use, UTC; absent if it was never used.
             */
            lastUsed?: string;
        };
        ApiTokenRequest: {
            /** @description A name for people. */
            name: string;
            /** @description What the credential permits. */
            scopes: ("jobs:read" | "jobs:write" | "jobs:read:all" | "usage:read" | "organisation:admin")[];
            /**
             * @description Days until it expires.
             * @default 90
             */
            expiresInDays?: number;
        };
        CreatedApiToken: {
            /** Format: uuid */
            id: string;
            /** @description A name for people. */
            name: string;
            /** @description What the credential permits. */
            scopes: ("jobs:read" | "jobs:write" | "jobs:read:all" | "usage:read" | "organisation:admin")[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: date
             * @description The day of the last use, UTC; absent if it was never used.
             */
            lastUsed?: string;
            /** @description `conv_…`, the bearer token of requests. It is shown only once. */
            token: string;
        };
        Usage: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            days: {
                jobs: number;
                documents: number;
                pages: number;
                bytesIn: number;
                bytesOut: number;
                engineMilliseconds: number;
                /** Format: date */
                day: string;
            }[];
            total: {
                jobs: number;
                documents: number;
                pages: number;
                bytesIn: number;
                bytesOut: number;
                engineMilliseconds: number;
            };
        };
        RegionPage: {
            regions: components["schemas"]["Region"][];
            /** @description The maximum number of records of this page. */
            limit: number;
            sort: string;
            /** @description Path of the next page; absent on the last page. */
            next?: string;
        };
        Region: {
            /** @description Code of the region, such as `440`. */
            id: string;
            /** @default default */
            organisationId: string;
            /** @description A region for trials, such as smoke tests: no index names its files, and an operator can export a window before it has ended. Keys that are published to it later are in no file. */
            trial?: boolean;
            requires: components["schemas"]["PublishRequirements"];
            /** @description The platforms whose attestations are accepted, if one is required. Default: all configured ones. */
            attestationPlatforms?: ("play-integrity" | "app-attest" | "device-check")[];
            /** @default [] */
            signingKeys: components["schemas"]["SigningKey"][];
            /**
             * @description A window with fewer new keys is padded with synthetic keys to at least this number.
             * @default 1000
             */
            minimumKeys: number;
            /**
             * @description Maximum of a random number of further synthetic keys.
             * @default 100
             */
            paddingRange: number;
            /**
             * @description Phones accept about 750,000 keys per file.
             * @default 500000
             */
            maximumKeysPerFile: number;
        };
        PublishRequirements: {
            /**
             * @description A certificate of the health authority.
             * @default true
             */
            certificate: boolean;
            /**
             * @description A registered device: `Authorization: Bearer <uuid>.<secret>`.
             * @default false
             */
            device: boolean;
            /**
             * @description An attestation of a genuine app, bound to the request body: `X-Attestation`.
             * @default false
             */
            attestation: boolean;
        };
        SigningKey: {
            /** @description The id by which phones identify the key: the MCC, `440` for Japan. */
            verificationKeyId: string;
            /** @description The version by which phones identify the key, such as `v1`. */
            verificationKeyVersion: string;
            /**
             * @description `secret`: a Key Vault secret that holds a PEM. `key`: a Key Vault key.
             * @default secret
             * @enum {string}
             */
            source: "secret" | "key";
            /** @description Its name in Key Vault. */
            name: string;
            /** @description Its version in Key Vault. Default: the latest version. */
            version?: string;
            /**
             * Format: date-time
             * @description Start of its validity.
             */
            validFrom: string;
            /**
             * Format: date-time
             * @description End of its validity.
             */
            validUntil?: string;
            /**
             * Format: date-time
             * @description Time of its revocation. A revoked key signs no files.
             */
            revokedAt?: string;
        };
        RegionSettings: {
            /** @default default */
            organisationId?: string;
            /** @description A region for trials, such as smoke tests: no index names its files, and an operator can export a window before it has ended. Keys that are published to it later are in no file. */
            trial?: boolean;
            /** @default {} */
            requires?: components["schemas"]["PublishRequirementsInput"];
            /** @description The platforms whose attestations are accepted, if one is required. Default: all configured ones. */
            attestationPlatforms?: ("play-integrity" | "app-attest" | "device-check")[];
            /** @default [] */
            signingKeys?: components["schemas"]["SigningKeyInput"][];
            /**
             * @description A window with fewer new keys is padded with synthetic keys to at least this number.
             * @default 1000
             */
            minimumKeys?: number;
            /**
             * @description Maximum of a random number of further synthetic keys.
             * @default 100
             */
            paddingRange?: number;
            /**
             * @description Phones accept about 750,000 keys per file.
             * @default 500000
             */
            maximumKeysPerFile?: number;
        };
        PublishRequirementsInput: {
            /**
             * @description A certificate of the health authority.
             * @default true
             */
            certificate?: boolean;
            /**
             * @description A registered device: `Authorization: Bearer <uuid>.<secret>`.
             * @default false
             */
            device?: boolean;
            /**
             * @description An attestation of a genuine app, bound to the request body: `X-Attestation`.
             * @default false
             */
            attestation?: boolean;
        };
        SigningKeyInput: {
            /** @description The id by which phones identify the key: the MCC, `440` for Japan. */
            verificationKeyId: string;
            /** @description The version by which phones identify the key, such as `v1`. */
            verificationKeyVersion: string;
            /**
             * @description `secret`: a Key Vault secret that holds a PEM. `key`: a Key Vault key.
             * @default secret
             * @enum {string}
             */
            source?: "secret" | "key";
            /** @description Its name in Key Vault. */
            name: string;
            /** @description Its version in Key Vault. Default: the latest version. */
            version?: string;
            /**
             * Format: date-time
             * @description Start of its validity.
             */
            validFrom: string;
            /**
             * Format: date-time
             * @description End of its validity.
             */
            validUntil?: string;
            /**
             * Format: date-time
             * @description Time of its revocation. A revoked key signs no files.
             */
            revokedAt?: string;
        };
        TierPage: {
            tiers: components["schemas"]["Tier"][];
            /** @description The maximum number of records of this page. */
            limit: number;
            sort: string;
            /** @description Path of the next page; absent on the last page. */
            next?: string;
        };
        Tier: {
            /** @description Display name. */
            name: string;
            /**
             * @description Quotas of each organisation. An organisation’s own quotas replace them for their metrics.
             * @default []
             */
            quotas: components["schemas"]["Quota"][];
            /** @description Jobs that are in a queue or run at once. Default: RUNNING_JOBS_PER_CALLER. */
            runningJobs?: number;
            /** @description Jobs that are held at once; further ones are refused. Default: WAITING_JOBS_PER_CALLER. */
            waitingJobs?: number;
            /** @description Without prices, statements state quantities only. */
            prices?: components["schemas"]["Prices"];
            id: string;
        };
        Prices: {
            /** @description ISO 4217. */
            currency: string;
            documents?: {
                /**
                 * @description Units of a month that cost nothing; the steps count from the next one.
                 * @default 0
                 */
                free: number;
                /** @description Volume steps: each unit has the price of the step that it falls into. */
                steps: {
                    /** @description Last unit of the month with this price; absent in the last step. */
                    upTo?: number;
                    /** @description Price in the smallest unit of the currency, such as cents. */
                    amount: number;
                    /**
                     * @description Units that the amount pays for. A started block of units is billed in full.
                     * @default 1
                     */
                    per: number;
                }[];
            };
            pages?: {
                /**
                 * @description Units of a month that cost nothing; the steps count from the next one.
                 * @default 0
                 */
                free: number;
                /** @description Volume steps: each unit has the price of the step that it falls into. */
                steps: {
                    /** @description Last unit of the month with this price; absent in the last step. */
                    upTo?: number;
                    /** @description Price in the smallest unit of the currency, such as cents. */
                    amount: number;
                    /**
                     * @description Units that the amount pays for. A started block of units is billed in full.
                     * @default 1
                     */
                    per: number;
                }[];
            };
        };
        TierSettings: {
            /** @description Display name. */
            name: string;
            /**
             * @description Quotas of each organisation. An organisation’s own quotas replace them for their metrics.
             * @default []
             */
            quotas?: components["schemas"]["Quota"][];
            /** @description Jobs that are in a queue or run at once. Default: RUNNING_JOBS_PER_CALLER. */
            runningJobs?: number;
            /** @description Jobs that are held at once; further ones are refused. Default: WAITING_JOBS_PER_CALLER. */
            waitingJobs?: number;
            /** @description Without prices, statements state quantities only. */
            prices?: components["schemas"]["PricesInput"];
        };
        PricesInput: {
            /** @description ISO 4217. */
            currency: string;
            documents?: {
                /**
                 * @description Units of a month that cost nothing; the steps count from the next one.
                 * @default 0
                 */
                free?: number;
                /** @description Volume steps: each unit has the price of the step that it falls into. */
                steps: {
                    /** @description Last unit of the month with this price; absent in the last step. */
                    upTo?: number;
                    /** @description Price in the smallest unit of the currency, such as cents. */
                    amount: number;
                    /**
                     * @description Units that the amount pays for. A started block of units is billed in full.
                     * @default 1
                     */
                    per?: number;
                }[];
            };
            pages?: {
                /**
                 * @description Units of a month that cost nothing; the steps count from the next one.
                 * @default 0
                 */
                free?: number;
                /** @description Volume steps: each unit has the price of the step that it falls into. */
                steps: {
                    /** @description Last unit of the month with this price; absent in the last step. */
                    upTo?: number;
                    /** @description Price in the smallest unit of the currency, such as cents. */
                    amount: number;
                    /**
                     * @description Units that the amount pays for. A started block of units is billed in full.
                     * @default 1
                     */
                    per?: number;
                }[];
            };
        };
        /** @description A merge patch (RFC 7396). */
        TierSettingsPatch: {
            /** @description Display name. */
            name?: string;
            /**
             * @description Quotas of each organisation. An organisation’s own quotas replace them for their metrics.
             * @default []
             */
            quotas?: components["schemas"]["Quota"][];
            /** @description Jobs that are in a queue or run at once. Default: RUNNING_JOBS_PER_CALLER. */
            runningJobs?: number;
            /** @description Jobs that are held at once; further ones are refused. Default: WAITING_JOBS_PER_CALLER. */
            waitingJobs?: number;
            /** @description Without prices, statements state quantities only. */
            prices?: components["schemas"]["PricesInput"];
        };
        AttestationChallenge: {
            /** @description 32 bytes, base64url. Can be used once. */
            challenge: string;
            /**
             * Format: date-time
             * @description Expiry of the challenge.
             */
            expiresAt: string;
        };
        /** @description All formats, conversions and steps that jobs can use. */
        ConversionList: {
            /** @description All formats. The extension of a file’s name determines its format. */
            formats: {
                name: string;
                extensions: string[];
                contentType: string;
            }[];
            /** @description All conversions of the step `convert`. */
            conversions: {
                from: string;
                to: string;
                /** @description The options of `convert` that apply to this conversion. */
                options: string[];
                /** @description The option that this conversion requires. A conversion that requires one of several is listed once for each. */
                needs?: string;
            }[];
            /** @description All kinds of steps. */
            steps: {
                type: string;
                summary: string;
                /** @description The accepted formats. */
                from: string[];
                /** @description The formats of the results; empty if the step keeps the format. */
                to: string[];
                /** @description Whether the step keeps the PDF/A conformance of an earlier step. */
                keepsPdfA: boolean;
                /** @description JSON Schema (draft 2020-12) of the step. */
                schema: {
                    [key: string]: unknown;
                };
            }[];
        };
        DeviceSecret: {
            /**
             * Format: uuid
             * @description UUID v4 of the device.
             */
            uuid: string;
            /** @description 256 random bits, base64url. Returned only once; the server stores only a hash. */
            secret: string;
            /** @description `<uuid>.<secret>`, the bearer token of later requests. */
            token: string;
            /**
             * Format: date-time
             * @description When the secret that the request used stops.
             */
            previousExpiresAt: string;
        };
        JobPage: {
            jobs: components["schemas"]["Job"][];
            /** @description Path of the next page; absent on the last page. */
            next?: string;
        };
        ResultUrl: {
            /** Format: uri */
            url: string;
            /** Format: date-time */
            expiresAt: string;
        };
        ResultList: {
            results: components["schemas"]["Result"][];
            archive?: components["schemas"]["Result"];
        };
        Result: {
            name: string;
            contentType: string;
            /** @description Bytes. */
            size: number;
            /** @description Path of the file on this host. */
            url: string;
            /** @description Strong ETag; a result never changes. */
            etag: string;
        };
        /** @description A merge patch (RFC 7396). */
        OwnOrganisationPatch: {
            settings?: components["schemas"]["OrganisationSettings"];
        };
        OwnAuditPage: {
            entries: components["schemas"]["AuditEntry"][];
            /** @description The maximum number of records of this page. */
            limit: number;
            sort: string;
            /** @description Path of the next page; absent on the last page. */
            next?: string;
        };
        Quotas: {
            quotas: components["schemas"]["QuotaState"][];
        };
        QuotaState: {
            /** @enum {string} */
            metric: "registered_devices" | "submitted_jobs" | "concurrent_jobs" | "converted_pages" | "stored_bytes" | "published_keys" | "api_calls";
            /** @description The greatest allowed amount in the period. */
            max: number;
            /**
             * @description Calendar period, UTC. `total` for the metrics that exist at a time, such as stored bytes.
             * @enum {string}
             */
            period: "hour" | "day" | "week" | "month" | "year" | "total";
            used: number;
            /**
             * Format: date-time
             * @description When the period ends; absent if it is `total`.
             */
            reset?: string;
        };
        PublishStatistics: {
            /** @description The `healthAuthorityID` that apps send, often the package name of the app: `jp.example.app`. Case is ignored. */
            healthAuthorityID: string;
            /** Format: date */
            day: string;
            /** @description Publishes that stored or revised keys; null if it is based on fewer than ten publishes. */
            publishes: number | null;
            /** @description Keys stored by these publishes. */
            keys: number | null;
            /** @description Publishes that revised keys. */
            revisions: number | null;
            /** @description Publishes without a date of symptom onset. */
            onsetMissing: number | null;
            /** @description Publishes by the age of their oldest key: 0 to 15 days, then 16 days and more. */
            oldestKeyDays: (number | null)[];
            /** @description Publishes by the days since the onset of symptoms: 0 to 28, then 29 and more. */
            onsetDays: (number | null)[];
        };
        UploadList: {
            uploads: components["schemas"]["Upload"][];
        };
        Upload: {
            /**
             * Format: uuid
             * @description UUIDv7. A job refers to it as `{ "upload": id }`.
             */
            id: string;
            name: string;
            contentType?: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the upload URL expires. A job can use the upload for one hour after its creation.
             */
            expiresAt: string;
        };
        UploadState: {
            /**
             * Format: uuid
             * @description UUIDv7. A job refers to it as `{ "upload": id }`.
             */
            id: string;
            name: string;
            contentType?: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the upload URL expires. A job can use the upload for one hour after its creation.
             */
            expiresAt: string;
            /** @description Bytes; absent until the file is uploaded. */
            size?: number;
        };
        WebhookSecret: {
            /** @description `whsec_` and 256 random bits in base64. */
            secret: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the previous secret stops signing, if there was one.
             */
            previousExpiresAt?: string;
        };
        Version: {
            /** @description Semantic Versioning, as in the changelog. */
            version: string;
            /** @description `api`, `admin`, `convert`, `batch` or `all`. */
            role: string;
            /**
             * Format: sha256_hex
             * @description SHA-256 of the files of the package that runs, as in the list of the release. Absent if the app runs from its sources.
             */
            digest?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    docs: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the cached copy. If it still matches, the response is 304. */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html; charset=utf-8": string;
                };
            };
            /** @description The cached page is current. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                /** @description Jobs per page. */
                limit?: number;
                /** @description The id of the last job of the previous page. */
                after?: string;
                status?: "queued" | "running" | "succeeded" | "failed" | "cancelled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of jobs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submitJob: {
        parameters: {
            query?: {
                /** @description The target format, if the body is the file. A form or JSON has the field `to`. */
                to?: "pdf" | "html" | "png" | "jpeg" | "webp" | "txt" | "gif" | "tiff" | "avif" | "docx" | "doc" | "odt" | "fodt" | "rtf" | "xlsx" | "xls" | "ods" | "csv" | "pptx" | "ppt" | "odp";
                /** @description File name, if the request has one file. */
                filename?: string;
                /** @description Same as the field `callbackUrl`. Use the field for a URL that contains a token: access logs record queries. */
                callbackUrl?: string;
                /** @description Body of the webhook: `job` (default) is an event with the job; `result` is the file, if the job has one result of at most 16 MiB, otherwise the event. */
                callbackBody?: "job" | "result";
                /** @description Codes of warnings, separated by commas. The job fails with `warnings_found` if its conversion has one of them. */
                failOnWarnings?: string;
            };
            header?: {
                /** @description For 24 hours, repeated requests with this key return the same job. Use a new random value for each job, such as a UUID. */
                "idempotency-key"?: string;
                /** @description Your own id of the request. The response, the job, its webhook and the log lines of both have it. Not a secret. */
                "x-correlation-id"?: string;
                /** @description `wait=20` waits up to 20 seconds for the end of the job, and responds with its result (RFC 7240). Invalid preferences are ignored. */
                prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The file. Repeat the part to send several files.
                     */
                    file: Blob;
                    /**
                     * @description Shorthand for one `convert` step to this format, such as `pdf`.
                     * @enum {string}
                     */
                    to?: "pdf" | "html" | "png" | "jpeg" | "webp" | "txt" | "gif" | "tiff" | "avif" | "docx" | "doc" | "odt" | "fodt" | "rtf" | "xlsx" | "xls" | "ods" | "csv" | "pptx" | "ppt" | "odp";
                    /**
                     * @description The steps as JSON, instead of `to`; same limit as in `JobRequest`.
                     * @example
                     */
                    steps?: string;
                    /**
                     * @description Names the results of the job. Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1.
                     * @example
                     */
                    fileName?: string;
                    /**
                     * Format: uri
                     * @description Receives a webhook when the job ends, signed with the secret of this device.
                     * @example
                     */
                    callbackUrl?: string;
                    /** @description Headers of the webhook as JSON, such as `{"Authorization":"Bearer …"}`. */
                    callbackHeaders?: string;
                    /**
                     * @description Body of the webhook: `job` (default) is an event with the job; `result` is the file, if the job has one result of at most 16 MiB, otherwise the event.
                     * @enum {string}
                     */
                    callbackBody?: "job" | "result";
                    /** @description Codes of warnings, separated by commas. The job fails with `warnings_found` if its conversion has one of them. */
                    failOnWarnings?: string;
                } & (unknown | unknown);
                "application/octet-stream": Blob;
                "application/json": components["schemas"]["JobRequest"];
            };
        };
        responses: {
            /** @description With `Prefer: wait`: the job has succeeded, and this is its only result. */
            200: {
                headers: {
                    /** @description URL of the job. */
                    Location?: string;
                    /** @description The id of the job. */
                    "Job-Id"?: string;
                    /** @description `X-Correlation-Id` of the request. */
                    "X-Correlation-Id"?: string;
                    /** @description The preferences of `Prefer` that this response honours. */
                    "Preference-Applied"?: string;
                    /** @description What remains of the quotas that a submission falls under, if there are any. */
                    RateLimit?: string;
                    /** @description These quotas and the lengths of their periods in seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The codes of the warnings of the job, separated by commas. The job at `Location` has their details. */
                    "Job-Warnings"?: string;
                    /** @description URL of the result. */
                    "Content-Location"?: string;
                    /** @description The file name. */
                    "Content-Disposition"?: string;
                    /** @description Strong ETag of the result. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                    "application/zip": Blob;
                    "application/octet-stream": Blob;
                };
            };
            /** @description The job was accepted. With `Prefer: wait` it has not ended in time, or it has succeeded with several results or with one larger than 16 MiB. */
            202: {
                headers: {
                    /** @description URL of the job. */
                    Location?: string;
                    /** @description The id of the job. */
                    "Job-Id"?: string;
                    /** @description `X-Correlation-Id` of the request. */
                    "X-Correlation-Id"?: string;
                    /** @description The preferences of `Prefer` that this response honours. */
                    "Preference-Applied"?: string;
                    /** @description What remains of the quotas that a submission falls under, if there are any. */
                    RateLimit?: string;
                    /** @description These quotas and the lengths of their periods in seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The codes of the warnings of the job, separated by commas. The job at `Location` has their details. */
                    "Job-Warnings"?: string;
                    /** @description Seconds to wait before requesting the job, if it has not ended. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `address_not_allowed`: The address is not allowed.
             *     - `bad_request`: The request is invalid.
             *     - `breaks_pdfa`: A later step would break the PDF/A or PDF/UA conformance requested by an earlier step.
             *     - `empty_file`: The file is empty.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_multipart`: The request body is not valid multipart/form-data.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             *     - `steps_do_not_fit`: A step cannot process the output of the step before it.
             *     - `type_mismatch`: The content of the file does not match the type in its name.
             *     - `unsupported_conversion`: The conversion between these formats is not supported.
             *     - `zip_limits`: The file decompresses to more than the limit.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             *     - `job_cancelled`: The job was cancelled.
             *     - `upload_missing`: The upload has no content yet.
             *     - `webhook_secret_missing`: The device has no webhook secret to sign callbacks with. Create one first.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unprocessable Entity
             *
             *     - `cannot_be_processed`: The document crashed every engine that tried to process it.
             *     - `corrupt_file`: The file is damaged and cannot be read.
             *     - `fetch_failed`: The address did not respond.
             *     - `fetch_refused`: The address did not return a document.
             *     - `fetch_too_large`: The response of the address is larger than the limit.
             *     - `idempotency_key_reused`: The Idempotency-Key was already used with a different request.
             *     - `page_resource_failed`: A resource of the page failed to load.
             *     - `page_script_failed`: A script of the page failed.
             *     - `page_status_failed`: The page responded with an error status.
             *     - `password_not_needed`: A password was given, but the file is not encrypted.
             *     - `password_required`: The file is encrypted and requires a password.
             *     - `password_wrong`: The password is wrong.
             *     - `pdfa_not_possible`: The document contains something that PDF/A does not allow and that cannot be fixed.
             *     - `pdfua_not_possible`: The document lacks something that PDF/UA requires and that cannot be added.
             *     - `template_error`: The template or its data contains an error.
             *     - `template_too_large`: The template exceeds a limit.
             *     - `timed_out`: The conversion took longer than the time limit.
             *     - `too_large_inside`: The document needs more memory than the limit.
             *     - `too_many_files`: The steps produce more files than the limit.
             *     - `too_many_pages`: The document has more pages than the limit.
             *     - `too_many_pixels`: The image has more pixels than the limit.
             *     - `too_many_rows`: The sheets have more rows than the limit.
             *     - `upload_changed`: The upload was changed after the job was submitted.
             *     - `upload_unreadable`: The upload cannot be read: it is in the archive tier, or encrypted with a customer-provided key.
             *     - `warnings_found`: The conversion has warnings with codes in `failOnWarnings`. See `warnings` of the job.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `queue_full`: The queue is full. Try again later.
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             *     - `too_many_jobs`: Too many jobs of this caller are waiting. Try again when some have ended.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `attempts_exhausted`: The job failed five times for an unknown reason.
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description The attestation as base64url of its JSON, if a region requires one. */
                "x-attestation"?: string;
                /** @description Marks a request that only hides real publishes from observers. Its body is ignored. */
                "x-chaff"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishRequest"];
            };
        };
        responses: {
            /** @description The publish was accepted. With `partial_failure`, `error` and `warnings` list the keys that were not stored. */
            200: {
                headers: {
                    /** @description `v1`. */
                    "X-Api-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                };
            };
            /**
             * @description `bad_request`, or a code of a failed revision.
             *
             *     Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    /** @description `v1`. */
                    "X-Api-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The health authority is unknown, its certificate is invalid, or a registered device is required. */
            401: {
                headers: {
                    /** @description `v1`. */
                    "X-Api-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                };
            };
            /**
             * @description The attestation is missing or was rejected: `attestation_…`.
             *
             *     Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             */
            403: {
                headers: {
                    /** @description `v1`. */
                    "X-Api-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 64 KiB. */
            413: {
                headers: {
                    /** @description `v1`. */
                    "X-Api-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    /** @description `v1`. */
                    "X-Api-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                };
            };
            /** @description `quota_exceeded`: the organisation of the health authority has published the keys of its quota. */
            429: {
                headers: {
                    /** @description `v1`. */
                    "X-Api-Version"?: string;
                    /** @description Seconds until the quota resets. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                };
            };
            /**
             * @description `internal_error`, or the configuration of the health authority is incomplete.
             *
             *     Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    /** @description `v1`. */
                    "X-Api-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `internal_error`: storage is unavailable. Retry the same request.
             *
             *     Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    /** @description `v1`. */
                    "X-Api-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    registerDevice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RegistrationRequest"];
            };
        };
        responses: {
            /** @description The device was registered. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `attestation_counter`: The counter of the attestation key did not increase: the assertion is out of order, or the key was copied.
             *     - `attestation_expired`: The challenge or the attestation has expired. Request a new challenge and attest again.
             *     - `attestation_invalid`: The attestation is invalid.
             *     - `attestation_replayed`: The challenge or the attestation was already used. Request a new challenge and attest again.
             *     - `attestation_required`: The request requires an attestation that the app is genuine.
             *     - `attestation_untrusted_root`: The certificate chain of the attestation does not end at a trusted root.
             *     - `attestation_verdict`: The attestation verdict does not meet the requirements for the app or the device.
             *     - `attestation_wrong_app`: The app or platform of the attestation is not allowed.
             *     - `attestation_wrong_request`: The attestation belongs to another request or challenge.
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `registration_closed`: Registration requires a registration token.
             *     - `registration_token_exhausted`: As many devices as the registration token permits have registered with it.
             *     - `registration_token_invalid`: The registration token is wrong, or it has expired or was revoked.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             *     - `rate_limited`: There were too many requests of this kind within a minute. Try again later.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `attestation_unavailable`: The service that verifies this kind of attestation is unavailable. Try again later.
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUploads: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The uploads. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadList"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginUpload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadRequest"];
            };
        };
        responses: {
            /** @description The upload was created. */
            201: {
                headers: {
                    /** @description URL of the upload. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BegunUpload"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             *     - `too_many_uploads`: Too many uploads are waiting for a job. Submit jobs that use them, or delete some.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuthorizationServer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metadata. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorizationServer"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    home: {
        parameters: {
            query?: never;
            header?: {
                "accept-encoding"?: string;
                /** @description The `ETag` of the cached copy. If it still matches, the response is 304. */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html; charset=utf-8": string;
                };
            };
            /** @description The location of the documentation. */
            302: {
                headers: {
                    /** @description `/docs`. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The cached page is current. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description The page is being built. Only when the app runs from source.
             *
             *     Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html; charset=utf-8": string;
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishKeysUnderApi: {
        parameters: {
            query?: never;
            header?: {
                /** @description The attestation as base64url of its JSON, if a region requires one. */
                "x-attestation"?: string;
                /** @description Marks a request that only hides real publishes from observers. Its body is ignored. */
                "x-chaff"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishRequest"];
            };
        };
        responses: {
            /** @description The publish was accepted. With `partial_failure`, `error` and `warnings` list the keys that were not stored. */
            200: {
                headers: {
                    /** @description `v1`. */
                    "X-Api-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                };
            };
            /**
             * @description `bad_request`, or a code of a failed revision.
             *
             *     Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    /** @description `v1`. */
                    "X-Api-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The health authority is unknown, its certificate is invalid, or a registered device is required. */
            401: {
                headers: {
                    /** @description `v1`. */
                    "X-Api-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                };
            };
            /**
             * @description The attestation is missing or was rejected: `attestation_…`.
             *
             *     Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             */
            403: {
                headers: {
                    /** @description `v1`. */
                    "X-Api-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 64 KiB. */
            413: {
                headers: {
                    /** @description `v1`. */
                    "X-Api-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    /** @description `v1`. */
                    "X-Api-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                };
            };
            /** @description `quota_exceeded`: the organisation of the health authority has published the keys of its quota. */
            429: {
                headers: {
                    /** @description `v1`. */
                    "X-Api-Version"?: string;
                    /** @description Seconds until the quota resets. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                };
            };
            /**
             * @description `internal_error`, or the configuration of the health authority is incomplete.
             *
             *     Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    /** @description `v1`. */
                    "X-Api-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `internal_error`: storage is unavailable. Retry the same request.
             *
             *     Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    /** @description `v1`. */
                    "X-Api-Version"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebFile: {
        parameters: {
            query?: never;
            header?: {
                "accept-encoding"?: string;
                /** @description The `ETag` of the cached copy. If it still matches, the response is 304. */
                "if-none-match"?: string;
            };
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html; charset=utf-8": string;
                    "text/css; charset=utf-8": string;
                    "text/javascript; charset=utf-8": string;
                    "image/svg+xml": Blob;
                    "application/wasm": Blob;
                    "application/octet-stream": Blob;
                };
            };
            /** @description The cached file is current. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    docsFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the cached copy. If it still matches, the response is 304. */
                "if-none-match"?: string;
            };
            path: {
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html; charset=utf-8": string;
                    "text/css": string;
                    "text/javascript": string;
                    "image/png": Blob;
                };
            };
            /** @description The cached file is current. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The app is up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The app is ready. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description The app is not ready.
             *
             *     Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublicKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicKeys"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    issueAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    /** @enum {string} */
                    grant_type: "client_credentials";
                    /** @description Separated by spaces. Default: all scopes of the client. */
                    scope?: string;
                    client_id?: string;
                    client_secret?: string;
                    client_assertion_type?: string;
                    client_assertion?: string;
                };
            };
        };
        responses: {
            /** @description The access token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenResponse"];
                };
            };
            /**
             * @description The request was refused: see `error` (RFC 6749 §5.2).
             *
             *     Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenError"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The client could not be authenticated: `invalid_client`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenError"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `rate_limited`: There were too many requests of this kind within a minute. Try again later.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openApi: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the cached copy. If it still matches, the response is 304. */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    /** @description The version of the document. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The cached document is current. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /** @description Records per page. */
                limit?: number;
                /** @description Where the page begins: from `next` of the previous page. */
                after?: string;
                /** @description The order; with `-` descending. */
                sort?: "id" | "-id";
                /** @description The id of the operator or caller. */
                actor?: string;
                /** @description An operation id, such as `putOrganisation`. */
                action?: string;
                /** @description The first moment. */
                from?: string;
                /** @description The moment after the last one. */
                to?: string;
                /** @description An organisation, or `deployment`. */
                subject?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the audit log. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listExports: {
        parameters: {
            query: {
                /** @description Code of the region, such as `440`. */
                region: string;
                /** @description Windows per page. */
                limit?: number;
                /** @description Start of the last window of the previous page, Unix seconds. */
                before?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of exports. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportPage"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ExportRequest"];
            };
        };
        responses: {
            /** @description The export is queued. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHealthAuthorities: {
        parameters: {
            query?: {
                /** @description Records per page. */
                limit?: number;
                /** @description Where the page begins: from `next` of the previous page. */
                after?: string;
                /** @description The order; with `-` descending. */
                sort?: "id" | "-id";
                /** @description The id of the organisation, such as `acme`. */
                organisationId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of health authorities. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthAuthorityPage"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealthAuthority: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `healthAuthorityID` that apps send, often the package name of the app: `jp.example.app`. Case is ignored. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The health authority. */
            200: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthAuthority"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putHealthAuthority: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the record that was read. Required to change an existing record. */
                "if-match"?: string;
            };
            path: {
                /** @description The `healthAuthorityID` that apps send, often the package name of the app: `jp.example.app`. Case is ignored. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HealthAuthoritySettings"];
            };
        };
        responses: {
            /** @description The health authority was replaced. */
            200: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthAuthority"];
                };
            };
            /** @description The health authority was created. */
            201: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthAuthority"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Failed
             *
             *     - `precondition_failed`: The resource was changed or deleted since it was read. Read it again.
             */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Required
             *
             *     - `precondition_required`: The resource exists. Read it, then send its ETag as `If-Match`.
             */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteHealthAuthority: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the record that was read. Required to change an existing record. */
                "if-match"?: string;
            };
            path: {
                /** @description The `healthAuthorityID` that apps send, often the package name of the app: `jp.example.app`. Case is ignored. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The health authority was deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Failed
             *
             *     - `precondition_failed`: The resource was changed or deleted since it was read. Read it again.
             */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    findJobs: {
        parameters: {
            query?: {
                /** @description Records per page. */
                limit?: number;
                /** @description Where the page begins: from `next` of the previous page. */
                after?: string;
                /** @description The order; with `-` descending. */
                sort?: "id" | "-id";
                /** @description The id of the organisation, such as `acme`. */
                organisation?: string;
                /** @description The id of a caller. */
                caller?: string;
                status?: "queued" | "running" | "succeeded" | "failed" | "cancelled";
                /** @description The error code of failed jobs. */
                code?: string;
                /** @description Created at this moment or later. */
                from?: string;
                /** @description Created before this moment. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of jobs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorJobPage"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAnyJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorJob"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOperatorKeys: {
        parameters: {
            query?: {
                /** @description Records per page. */
                limit?: number;
                /** @description Where the page begins: from `next` of the previous page. */
                after?: string;
                /** @description The order; with `-` descending. */
                sort?: "id" | "-id";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of operator keys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorKeyPage"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createOperatorKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request repeatable: the same key and body from the same caller return the same credential. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperatorKeyRequest"];
            };
        };
        responses: {
            /** @description The key was created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedOperatorKey"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unprocessable Entity
             *
             *     - `idempotency_key_reused`: The Idempotency-Key was already used with a different request.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeOperatorKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key was revoked. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganisations: {
        parameters: {
            query?: {
                /** @description Records per page. */
                limit?: number;
                /** @description Where the page begins: from `next` of the previous page. */
                after?: string;
                /** @description The order; with `-` descending. */
                sort?: "id" | "-id" | "name" | "-name" | "createdAt" | "-createdAt";
                status?: "active" | "suspended" | "deleting";
                tier?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of organisations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationPage"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the organisation, such as `acme`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organisation. */
            200: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putOrganisation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the record that was read. Required to change an existing record. */
                "if-match"?: string;
            };
            path: {
                /** @description The id of the organisation, such as `acme`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationDefinition"];
            };
        };
        responses: {
            /** @description The organisation was replaced. */
            200: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /** @description The organisation was created. */
            201: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Failed
             *
             *     - `precondition_failed`: The resource was changed or deleted since it was read. Read it again.
             */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Required
             *
             *     - `precondition_required`: The resource exists. Read it, then send its ETag as `If-Match`.
             */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchOrganisation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the record that was read. Required to change an existing record. */
                "if-match"?: string;
            };
            path: {
                /** @description The id of the organisation, such as `acme`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["OrganisationDefinitionPatch"];
            };
        };
        responses: {
            /** @description The changed organisation. */
            200: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Failed
             *
             *     - `precondition_failed`: The resource was changed or deleted since it was read. Read it again.
             */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Required
             *
             *     - `precondition_required`: The resource exists. Read it, then send its ETag as `If-Match`.
             */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganisationClients: {
        parameters: {
            query?: {
                /** @description Records per page. */
                limit?: number;
                /** @description Where the page begins: from `next` of the previous page. */
                after?: string;
                /** @description The order; with `-` descending. */
                sort?: "id" | "-id";
            };
            header?: never;
            path: {
                /** @description The id of the organisation. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of clients. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthClientPage"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createOrganisationClient: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request repeatable: the same key and body from the same caller return the same credential. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The id of the organisation. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OAuthClientDefinition"];
            };
        };
        responses: {
            /** @description The client was created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedOAuthClient"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unprocessable Entity
             *
             *     - `idempotency_key_reused`: The Idempotency-Key was already used with a different request.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrganisationClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the organisation. */
                organisation: string;
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client. */
            200: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthClient"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteOrganisationClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the organisation. */
                organisation: string;
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client was deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchOrganisationClient: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the record that was read. Required to change an existing record. */
                "if-match"?: string;
            };
            path: {
                /** @description The id of the organisation. */
                organisation: string;
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["OAuthClientDefinitionPatch"];
            };
        };
        responses: {
            /** @description The changed client. */
            200: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthClient"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Failed
             *
             *     - `precondition_failed`: The resource was changed or deleted since it was read. Read it again.
             */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Required
             *
             *     - `precondition_required`: The resource exists. Read it, then send its ETag as `If-Match`.
             */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateOrganisationClientSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the organisation. */
                organisation: string;
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientSecret"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    requestOrganisationDeletion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the organisation, such as `acme`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organisation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelOrganisationDeletion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the organisation, such as `acme`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organisation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelAnyJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the organisation, such as `acme`. */
                organisation: string;
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cancelled job. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorJob"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganisationRegistrationTokens: {
        parameters: {
            query?: {
                /** @description Records per page. */
                limit?: number;
                /** @description Where the page begins: from `next` of the previous page. */
                after?: string;
                /** @description The order; with `-` descending. */
                sort?: "id" | "-id";
            };
            header?: never;
            path: {
                /** @description The id of the organisation. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of registration tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationTokenPage"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createOrganisationRegistrationToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request repeatable: the same key and body from the same caller return the same credential. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The id of the organisation. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegistrationTokenRequest"];
            };
        };
        responses: {
            /** @description The token was created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedRegistrationToken"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unprocessable Entity
             *
             *     - `idempotency_key_reused`: The Idempotency-Key was already used with a different request.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeOrganisationRegistrationToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the organisation. */
                organisation: string;
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token was revoked. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganisationStatements: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the organisation. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The months. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementList"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrganisationStatement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the organisation. */
                organisation: string;
                /** @description `YYYY-MM`, UTC. */
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statement. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrganisationStatementCsv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the organisation. */
                organisation: string;
                /** @description `YYYY-MM`, UTC. */
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statement. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": string;
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganisationApiTokens: {
        parameters: {
            query?: {
                /** @description Records per page. */
                limit?: number;
                /** @description Where the page begins: from `next` of the previous page. */
                after?: string;
                /** @description The order; with `-` descending. */
                sort?: "id" | "-id";
            };
            header?: never;
            path: {
                /** @description The id of the organisation. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of API tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiTokenPage"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createOrganisationApiToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request repeatable: the same key and body from the same caller return the same credential. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The id of the organisation. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiTokenRequest"];
            };
        };
        responses: {
            /** @description The token was created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiToken"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unprocessable Entity
             *
             *     - `idempotency_key_reused`: The Idempotency-Key was already used with a different request.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeOrganisationApiToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the organisation. */
                organisation: string;
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token was revoked. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrganisationUsage: {
        parameters: {
            query?: {
                /** @description First day, at most 91 days before the last. Default: 30 days before the last. */
                from?: string;
                /** @description Last day, not before the first. Default: today. */
                to?: string;
            };
            header?: never;
            path: {
                /** @description The id of the organisation. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The usage. Days without a job are omitted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Usage"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRegions: {
        parameters: {
            query?: {
                /** @description Records per page. */
                limit?: number;
                /** @description Where the page begins: from `next` of the previous page. */
                after?: string;
                /** @description The order; with `-` descending. */
                sort?: "id" | "-id";
                /** @description The id of the organisation, such as `acme`. */
                organisationId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of regions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegionPage"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRegion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Code of the region, such as `440`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The region. */
            200: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Region"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putRegion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the record that was read. Required to change an existing record. */
                "if-match"?: string;
            };
            path: {
                /** @description Code of the region, such as `440`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegionSettings"];
            };
        };
        responses: {
            /** @description The region was replaced. */
            200: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Region"];
                };
            };
            /** @description The region was created. */
            201: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Region"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Failed
             *
             *     - `precondition_failed`: The resource was changed or deleted since it was read. Read it again.
             */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Required
             *
             *     - `precondition_required`: The resource exists. Read it, then send its ETag as `If-Match`.
             */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRegion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the record that was read. Required to change an existing record. */
                "if-match"?: string;
            };
            path: {
                /** @description Code of the region, such as `440`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The region was deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Failed
             *
             *     - `precondition_failed`: The resource was changed or deleted since it was read. Read it again.
             */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeSigningKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Code of the region, such as `440`. */
                id: string;
                /** @description The `verificationKeyVersion` of the key. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The updated region. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Region"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTiers: {
        parameters: {
            query?: {
                /** @description Records per page. */
                limit?: number;
                /** @description Where the page begins: from `next` of the previous page. */
                after?: string;
                /** @description The order; with `-` descending. */
                sort?: "id" | "-id";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tiers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TierPage"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a tier, to which organisations refer. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tier. */
            200: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tier"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putTier: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the record that was read. Required to change an existing record. */
                "if-match"?: string;
            };
            path: {
                /** @description The id of a tier, to which organisations refer. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TierSettings"];
            };
        };
        responses: {
            /** @description The tier was replaced. */
            200: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tier"];
                };
            };
            /** @description The tier was created. */
            201: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tier"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Failed
             *
             *     - `precondition_failed`: The resource was changed or deleted since it was read. Read it again.
             */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Required
             *
             *     - `precondition_required`: The resource exists. Read it, then send its ETag as `If-Match`.
             */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTier: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the record that was read. Required to change an existing record. */
                "if-match"?: string;
            };
            path: {
                /** @description The id of a tier, to which organisations refer. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tier was deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Failed
             *
             *     - `precondition_failed`: The resource was changed or deleted since it was read. Read it again.
             */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchTier: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the record that was read. Required to change an existing record. */
                "if-match"?: string;
            };
            path: {
                /** @description The id of a tier, to which organisations refer. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["TierSettingsPatch"];
            };
        };
        responses: {
            /** @description The changed tier. */
            200: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tier"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_role`: The operator does not have the role that the request needs.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Failed
             *
             *     - `precondition_failed`: The resource was changed or deleted since it was read. Read it again.
             */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Required
             *
             *     - `precondition_required`: The resource exists. Read it, then send its ETag as `If-Match`.
             */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAttestationChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The challenge. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttestationChallenge"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConversions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the cached copy. If it still matches, the response is 304. */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    /** @description Its version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversionList"];
                };
            };
            /** @description The list that the caller has is the present one. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forgetDevice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The device was deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateDeviceSecret: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new credentials. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceSecret"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The byte range, such as `bytes=0-1023` (RFC 9110 §14.2). */
                range?: string;
                /** @description The `ETag` that the range belongs to. If it does not match, the response is the complete content. */
                "if-range"?: string;
                /** @description The `ETag` of the cached copy. If it still matches, the response is 304. */
                "if-none-match"?: string;
            };
            path: {
                /** @description Code of the region, such as `440`. */
                region: string;
                /** @description `index.txt`, `list.json`, or the name of a ZIP. */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    /** @description Version of the file. */
                    ETag?: string;
                    /** @description `no-cache` for an index; `immutable` for a ZIP. */
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": Blob;
                    "text/plain; charset=utf-8": string;
                    "application/json": unknown;
                };
            };
            /** @description The requested range. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": Blob;
                    "text/plain; charset=utf-8": string;
                    "application/json": unknown;
                };
            };
            /** @description The cached file is current. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Range Not Satisfiable
             *
             *     - `range_not_satisfiable`: The range is outside the result.
             */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: {
                /** @description Seconds, at most 20. */
                wait?: number;
            };
            header?: never;
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job. */
            200: {
                headers: {
                    /** @description Seconds to wait before the next request, while the job has not ended. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Gone
             *
             *     - `gone`: The resource is past its retention period and was deleted.
             */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job was deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Gone
             *
             *     - `gone`: The resource is past its retention period and was deleted.
             */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendCallback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook was queued. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             *     - `job_not_finished`: The job has not finished.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Gone
             *
             *     - `gone`: The resource is past its retention period and was deleted.
             */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             *     - `webhook_too_soon`: The webhook was sent less than 10 seconds ago. Try again later.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cancelled job. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Gone
             *
             *     - `gone`: The resource is past its retention period and was deleted.
             */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifyJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook was queued. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             *     - `job_not_finished`: The job has not finished.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Gone
             *
             *     - `gone`: The resource is past its retention period and was deleted.
             */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             *     - `webhook_too_soon`: The webhook was sent less than 10 seconds ago. Try again later.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getResult: {
        parameters: {
            query?: {
                /** @description Seconds to wait for the end of the job, at most 20. */
                wait?: number;
            };
            header?: {
                /** @description The byte range, such as `bytes=0-1023` (RFC 9110 §14.2). */
                range?: string;
                /** @description The `ETag` that the range belongs to. If it does not match, the response is the complete content. */
                "if-range"?: string;
                /** @description The `ETag` of the cached copy. If it still matches, the response is 304. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The result. */
            200: {
                headers: {
                    /** @description Strong ETag; a result never changes. */
                    ETag?: string;
                    /** @description The file name. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                    "application/zip": Blob;
                    "application/octet-stream": Blob;
                };
            };
            /** @description The requested range. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                    "application/zip": Blob;
                    "application/octet-stream": Blob;
                };
            };
            /** @description Not modified. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The result, or the requested range of it, is larger than 16 MiB: fetch it from storage. */
            307: {
                headers: {
                    /** @description Storage URL, valid for 15 minutes. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `job_cancelled`: The job was cancelled.
             *     - `job_failed`: The job failed and has no result. See `error`.
             *     - `job_not_finished`: The job has not finished.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Gone
             *
             *     - `gone`: The resource is past its retention period and was deleted.
             */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Range Not Satisfiable
             *
             *     - `range_not_satisfiable`: The range is outside the result.
             */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getResultUrl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The URL. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResultUrl"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `job_cancelled`: The job was cancelled.
             *     - `job_failed`: The job failed and has no result. See `error`.
             *     - `job_not_finished`: The job has not finished.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Gone
             *
             *     - `gone`: The resource is past its retention period and was deleted.
             */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listResults: {
        parameters: {
            query?: {
                /** @description Seconds to wait for the end of the job, at most 20. */
                wait?: number;
            };
            header?: never;
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The files, and their ZIP if there are several. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResultList"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `job_cancelled`: The job was cancelled.
             *     - `job_failed`: The job failed and has no result. See `error`.
             *     - `job_not_finished`: The job has not finished.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Gone
             *
             *     - `gone`: The resource is past its retention period and was deleted.
             */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getResultFile: {
        parameters: {
            query?: {
                /** @description Seconds to wait for the end of the job, at most 20. */
                wait?: number;
            };
            header?: {
                /** @description The byte range, such as `bytes=0-1023` (RFC 9110 §14.2). */
                range?: string;
                /** @description The `ETag` that the range belongs to. If it does not match, the response is the complete content. */
                "if-range"?: string;
                /** @description The `ETag` of the cached copy. If it still matches, the response is 304. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
                /** @description Counted from 0. */
                index: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The result. */
            200: {
                headers: {
                    /** @description Strong ETag; a result never changes. */
                    ETag?: string;
                    /** @description The file name. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                    "application/zip": Blob;
                    "application/octet-stream": Blob;
                };
            };
            /** @description The requested range. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                    "application/zip": Blob;
                    "application/octet-stream": Blob;
                };
            };
            /** @description Not modified. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The result, or the requested range of it, is larger than 16 MiB: fetch it from storage. */
            307: {
                headers: {
                    /** @description Storage URL, valid for 15 minutes. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `job_cancelled`: The job was cancelled.
             *     - `job_failed`: The job failed and has no result. See `error`.
             *     - `job_not_finished`: The job has not finished.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Gone
             *
             *     - `gone`: The resource is past its retention period and was deleted.
             */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Range Not Satisfiable
             *
             *     - `range_not_satisfiable`: The range is outside the result.
             */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getResultFileUrl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
                /** @description Counted from 0. */
                index: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The URL. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResultUrl"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `job_cancelled`: The job was cancelled.
             *     - `job_failed`: The job failed and has no result. See `error`.
             *     - `job_not_finished`: The job has not finished.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Gone
             *
             *     - `gone`: The resource is past its retention period and was deleted.
             */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOwnOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organisation. */
            200: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchOwnOrganisation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the record that was read. Required to change an existing record. */
                "if-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["OwnOrganisationPatch"];
            };
        };
        responses: {
            /** @description The changed organisation. */
            200: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Failed
             *
             *     - `precondition_failed`: The resource was changed or deleted since it was read. Read it again.
             */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Required
             *
             *     - `precondition_required`: The resource exists. Read it, then send its ETag as `If-Match`.
             */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOwnAudit: {
        parameters: {
            query?: {
                /** @description Records per page. */
                limit?: number;
                /** @description Where the page begins: from `next` of the previous page. */
                after?: string;
                /** @description The order; with `-` descending. */
                sort?: "id" | "-id";
                /** @description The id of the operator or caller. */
                actor?: string;
                /** @description An operation id, such as `putOrganisation`. */
                action?: string;
                /** @description The first moment. */
                from?: string;
                /** @description The moment after the last one. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the audit log. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnAuditPage"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listClients: {
        parameters: {
            query?: {
                /** @description Records per page. */
                limit?: number;
                /** @description Where the page begins: from `next` of the previous page. */
                after?: string;
                /** @description The order; with `-` descending. */
                sort?: "id" | "-id";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of clients. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthClientPage"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createClient: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request repeatable: the same key and body from the same caller return the same credential. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OAuthClientDefinition"];
            };
        };
        responses: {
            /** @description The client was created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedOAuthClient"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unprocessable Entity
             *
             *     - `idempotency_key_reused`: The Idempotency-Key was already used with a different request.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client. */
            200: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthClient"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client was deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchClient: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the record that was read. Required to change an existing record. */
                "if-match"?: string;
            };
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["OAuthClientDefinitionPatch"];
            };
        };
        responses: {
            /** @description The changed client. */
            200: {
                headers: {
                    /** @description Version of the record, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthClient"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Failed
             *
             *     - `precondition_failed`: The resource was changed or deleted since it was read. Read it again.
             */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Precondition Required
             *
             *     - `precondition_required`: The resource exists. Read it, then send its ETag as `If-Match`.
             */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateClientSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientSecret"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRegistrationTokens: {
        parameters: {
            query?: {
                /** @description Records per page. */
                limit?: number;
                /** @description Where the page begins: from `next` of the previous page. */
                after?: string;
                /** @description The order; with `-` descending. */
                sort?: "id" | "-id";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of registration tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationTokenPage"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRegistrationToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request repeatable: the same key and body from the same caller return the same credential. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegistrationTokenRequest"];
            };
        };
        responses: {
            /** @description The token was created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedRegistrationToken"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unprocessable Entity
             *
             *     - `idempotency_key_reused`: The Idempotency-Key was already used with a different request.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeRegistrationToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token was revoked. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStatements: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The months. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementList"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStatement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `YYYY-MM`, UTC. */
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statement. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStatementCsv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `YYYY-MM`, UTC. */
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statement. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": string;
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiTokens: {
        parameters: {
            query?: {
                /** @description Records per page. */
                limit?: number;
                /** @description Where the page begins: from `next` of the previous page. */
                after?: string;
                /** @description The order; with `-` descending. */
                sort?: "id" | "-id";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of API tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiTokenPage"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request repeatable: the same key and body from the same caller return the same credential. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiTokenRequest"];
            };
        };
        responses: {
            /** @description The token was created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiToken"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `bad_request`: The request is invalid.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Request Timeout
             *
             *     - `body_too_slow`: The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.
             */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Payload Too Large
             *
             *     - `body_too_large`: The request body is larger than the limit.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unsupported Media Type
             *
             *     - `unsupported_media_type`: The content type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unprocessable Entity
             *
             *     - `idempotency_key_reused`: The Idempotency-Key was already used with a different request.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `body_capacity_reached`: The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token was revoked. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The quotas. An organisation without quotas has an empty list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quotas"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishStatistics: {
        parameters: {
            query: {
                /** @description The `healthAuthorityID` that apps send, often the package name of the app: `jp.example.app`. Case is ignored. */
                healthAuthorityID: string;
                /** @description UTC. */
                day: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statistics. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishStatistics"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The upload. It exists until a job takes it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadState"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, from the response that created it or from a list. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The upload was deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Not Found
             *
             *     - `not_found`: The resource does not exist.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Conflict
             *
             *     - `conflict`: The current state of the resource does not allow this operation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUsage: {
        parameters: {
            query?: {
                /** @description First day, at most 91 days before the last. Default: 30 days before the last. */
                from?: string;
                /** @description Last day, not before the first. Default: today. */
                to?: string;
                /** @description Whose usage. A device sees only its own. */
                of?: "caller" | "organisation";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The usage. Days without a job are omitted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Usage"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret. It is shown only once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecret"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Unauthorized
             *
             *     - `unauthorized`: The bearer token in the `Authorization` header is missing or invalid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             *     - `insufficient_scope`: The credential does not have the scope that the request needs.
             *     - `organisation_suspended`: The organisation is suspended or being deleted. Its administrator can contact the operator.
             *     - `origin_not_allowed`: The organisation does not allow requests from pages of this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Too Many Requests
             *
             *     - `quota_exceeded`: A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    version: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Version"];
                };
            };
            /**
             * @description Bad Request
             *
             *     - `invalid_parameter`: A parameter is missing or invalid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Forbidden
             *
             *     - `gateway_required`: Requests must go through the gateway.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Internal Server Error
             *
             *     - `internal`: An unexpected error occurred. The logs contain its trace id.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description Service Unavailable
             *
             *     - `misconfigured`: The service is misconfigured.
             *     - `storage_full`: The storage of the service is full. Try again later.
             *     - `unavailable`: Part of the service is unavailable. Try again later.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
