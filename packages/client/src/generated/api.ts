// Made from the OpenAPI document by `bun run openapi`.

export interface paths {
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the process alive?
         * @description Answers while the process does. It asks nothing of the database.
         */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * May requests be sent here?
         * @description Whether the database answers within a second and has the schema that this version needs.
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
    "/api/admin/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description Begins a session and sets its cookie, which authenticates every later call: on this page too. Repeated wrong attempts are slowed down, then refused for a while. Who has a second factor sends a `code` as well.
         */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show who is signed in
         * @description The admin whose session the cookie stands for.
         */
        get: operations["showMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description Ends the session at once and clears its cookie. Without a session it answers the same.
         */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tenants
         * @description All tenants that the admin may see, newest first; with `limit`, a page of them.
         */
        get: operations["listTenants"];
        put?: never;
        /**
         * Create a tenant
         * @description Makes a tenant and answers it. Only an owner may.
         */
        post: operations["createTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tenants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a tenant
         * @description A tenant with its extensions and queues.
         */
        get: operations["showTenant"];
        /**
         * Replace a tenant
         * @description Sets every field of the tenant: an optional one that is left out gets its default. A new domain makes new digests of all its SIP secrets in the same statement. Only an owner may.
         */
        put: operations["replaceTenant"];
        post?: never;
        /**
         * Delete a tenant
         * @description A tenant that still has extensions, queues, CDRs or admins is not deleted, and the answer says what is in the way. With `cascade=true` all of that goes with it, but for the audit trail. Only an owner may.
         */
        delete: operations["deleteTenant"];
        options?: never;
        head?: never;
        /**
         * Change a tenant
         * @description As `application/merge-patch+json` (RFC 7396) it changes the fields that it names. As `application/json` it does what `PUT` does. A new domain makes new digests of all its SIP secrets in the same statement. Only an owner may.
         */
        patch: operations["changeTenant"];
        trace?: never;
    };
    "/api/tenants/{id}/free-numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List free numbers of a tenant
         * @description The first numbers from `from` to `to` that neither an extension nor a queue has, and the first ranges of them. The number of a deleted extension is free. Nothing is reserved: two who ask at once are told the same, and of two who then create it one is refused.
         */
        get: operations["listFreeNumbers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the own password
         * @description Ends all sessions of the admin who is signed in, and begins a new one for the caller, who stays signed in. Wrong current passwords are slowed down and refused as at sign-in. Tokens go on. It takes a sign-in that is not long ago.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/reauthenticate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Authenticate again
         * @description Shows with the password, and a code where there is a second factor, that the admin is still there. Calls that reveal a secret or change who may sign in take a sign-in, or this, within the last 15 minutes (or as many as the server is told); else they answer 403 `reauthentication_required`. The session goes on under a new cookie, and the old one is dead. Wrong attempts are slowed down and refused as at sign-in.
         */
        post: operations["reauthenticate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the own sessions
         * @description Where the admin is signed in, newest first.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /**
         * Sign out everywhere
         * @description Ends all sessions of the admin, this one too, and clears its cookie. Tokens go on.
         */
        delete: operations["deleteSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/sessions/{id}": {
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
         * End one of the own sessions
         * @description Signs out wherever that session is.
         */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the own second factor
         * @description Whether signing in takes a code, and how many recovery codes are left.
         */
        get: operations["showSecondFactor"];
        put?: never;
        /**
         * Begin a second factor
         * @description Makes what an authenticator (TOTP, RFC 6238) makes its codes of, and shows it this once. It counts from `POST /api/admin/second-factor/confirm` on; begun again, it is another one. Nothing is sent in the body. It takes a sign-in that is not long ago (`POST /api/admin/reauthenticate`).
         */
        post: operations["createSecondFactor"];
        /**
         * Remove the own second factor
         * @description From then on the password alone signs in. All sessions of the admin end, and a new one begins for the caller. It takes a sign-in that is not long ago (`POST /api/admin/reauthenticate`).
         */
        delete: operations["deleteSecondFactor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/second-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm a second factor
         * @description With a code of the authenticator. From then on signing in takes one, and each works once. All sessions of the admin end, and a new one begins for the caller. The recovery codes are shown this once. It takes a sign-in that is not long ago (`POST /api/admin/reauthenticate`).
         */
        post: operations["confirmSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/second-factor/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the recovery codes
         * @description Makes new ones and shows them this once; those before work no more. Nothing is sent in the body. It takes a sign-in that is not long ago (`POST /api/admin/reauthenticate`).
         */
        post: operations["renewRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tokens
         * @description All tokens that the admin may see, newest first; with `limit`, a page of them.
         */
        get: operations["listTokens"];
        put?: never;
        /**
         * Create a token
         * @description Makes a token and answers it. It may do no more than the one who makes it, and is shown this once. It works while its maker is active, and is gone when his role or tenant changes. Making one takes a sign-in that is not long ago (`POST /api/admin/reauthenticate`).
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a token
         * @description A credential of a program. The token itself is shown once and never again.
         */
        get: operations["showToken"];
        put?: never;
        post?: never;
        /**
         * Revoke a token
         * @description It works no more from then on. It takes a sign-in that is not long ago.
         */
        delete: operations["deleteToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List admins
         * @description All admins that the admin may see, newest first; with `limit`, a page of them. Only an owner may, here and in every call of an admin.
         */
        get: operations["listAdmins"];
        put?: never;
        /**
         * Create an admin
         * @description Makes an admin and answers it. It takes a sign-in that is not long ago (`POST /api/admin/reauthenticate`).
         */
        post: operations["createAdmin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admins/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an admin
         * @description Who may sign in. The password is never part of it.
         */
        get: operations["showAdmin"];
        /**
         * Replace an admin
         * @description Sets every field of the admin: an optional one that is left out gets its default. Another role, tenant, status or password ends the sessions of the admin, another role or tenant his tokens too. The last active owner can be neither deleted nor disabled nor given another role. It takes a sign-in that is not long ago (`POST /api/admin/reauthenticate`).
         */
        put: operations["replaceAdmin"];
        post?: never;
        /**
         * Delete an admin
         * @description Sessions and tokens of the admin end. The last active owner can be neither deleted nor disabled nor given another role. It takes a sign-in that is not long ago (`POST /api/admin/reauthenticate`).
         */
        delete: operations["deleteAdmin"];
        options?: never;
        head?: never;
        /**
         * Change an admin
         * @description As `application/merge-patch+json` (RFC 7396) it changes the fields that it names. As `application/json` it does what `PUT` does. Another role, tenant, status or password ends the sessions of the admin, another role or tenant his tokens too. The last active owner can be neither deleted nor disabled nor given another role. It takes a sign-in that is not long ago (`POST /api/admin/reauthenticate`).
         */
        patch: operations["changeAdmin"];
        trace?: never;
    };
    "/api/admins/{id}/second-factor": {
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
         * Remove the second factor of an admin
         * @description For who lost authenticator and recovery codes. Sessions of the admin end; the password alone signs him in again. It takes a sign-in that is not long ago (`POST /api/admin/reauthenticate`).
         */
        delete: operations["deleteAdminSecondFactor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/extensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List extensions
         * @description All extensions that the admin may see, newest first; with `limit`, a page of them. With `deleted=only` it lists those that can be restored, the last deleted first, each with `deleted_at`.
         */
        get: operations["listExtensions"];
        put?: never;
        /**
         * Create an extension
         * @description Makes an extension and answers it.
         */
        post: operations["createExtension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/extensions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an extension
         * @description An extension with everything that belongs to it.
         */
        get: operations["showExtension"];
        /**
         * Replace an extension
         * @description Sets every field of the extension: an optional one that is left out gets its default.
         */
        put: operations["replaceExtension"];
        post?: never;
        /**
         * Delete an extension
         * @description Its devices and its places in queues go with it. Its call records stay. For 30 days it can be restored; to every reader it is gone.
         */
        delete: operations["deleteExtension"];
        options?: never;
        head?: never;
        /**
         * Change an extension
         * @description As `application/merge-patch+json` (RFC 7396) it changes the fields that it names. As `application/json` it does what `PUT` does.
         */
        patch: operations["changeExtension"];
        trace?: never;
    };
    "/api/extensions/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reveal the secret of an extension
         * @description The SIP password in clear. That it was read, by whom and when, goes into the audit trail. An admin must have signed in not long ago (`POST /api/admin/reauthenticate`).
         */
        get: operations["revealExtensionSecret"];
        put?: never;
        /**
         * Replace the secret of an extension
         * @description Makes a new SIP password and answers it. The old one no longer registers from then on. Nothing is sent in the body. An admin must have signed in not long ago (`POST /api/admin/reauthenticate`).
         */
        post: operations["rotateExtensionSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/extensions/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a deleted extension
         * @description Brings back what was deleted within 30 days, as it was: with its id, its secret, its devices, and its places in those queues that are still there. Devices have to register anew. Its call records stayed, but are not linked to it again. Its number must still be free and the quota must allow it. Webhooks are told `extension.created`. Nothing is sent in the body.
         */
        post: operations["restoreExtension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/extensions/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the history of an extension
         * @description What was done to it, newest first: who changed what from what to what, who revealed its secret. Also when it was deleted. What was loaded in bulk has no entry of its own.
         */
        get: operations["listExtensionHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/extensions/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export extensions
         * @description All extensions that the admin may see and the filters let through, as a file that an import takes. No secrets are in it; that it was made is in the audit trail. In CSV a text that a spreadsheet would run as a formula gets an apostrophe in front, which an import takes away again. Without `format`, `Accept: application/x-ndjson` asks for NDJSON.
         */
        get: operations["exportExtensions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/extensions/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import extensions
         * @description Creates, changes and deletes what a file says, in one transaction: all of it or, by default, nothing. CSV has a header with the names of columns, in any order, and commas, semicolons or tabs between them; NDJSON has a JSON object in each line. At most 50000 rows and 32 MiB.
         *
         *     - `action`: `upsert` without it: changes the extension that is there, or creates it.
         *     - `tenant_id`: The id of an existing tenant.
         *     - `tenant`: The slug of the tenant, in place of its id.
         *     - `extension_number`: What is dialled: digits, *, # and +. Unique within its tenant.
         *     - `display_name`: The name that a called phone shows.
         *     - `email`: Where voicemail is sent to.
         *     - `status`: `active` may register and call; every other value may not.
         *     - `voicemail_enabled`: Whether unanswered calls go to voicemail.
         *     - `secret`: The SIP password. Write-only; neither the extension number nor one of the usual passwords.
         *
         *     Other columns are ignored. `tenant_id` or `tenant` must be there, and agree when both are. An empty cell means the default of an optional field, and is a fault in a required one. What a row does not change stays as it is, its version too; each extension is in one row at most. Deletions come first, so that they make room in the quota of a tenant.
         *
         *     `dry_run` tells what would happen, also which numbers are taken and which quota is reached.
         */
        post: operations["importExtensions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/extensions/range": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a range of extensions
         * @description Makes an extension of every number from the first to the last, all of them or none, with generated secrets that the answer shows this once. Numbers that are taken are named.
         */
        post: operations["createExtensionRange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List devices
         * @description All devices that the admin may see, newest first; with `limit`, a page of them.
         */
        get: operations["listDevices"];
        put?: never;
        /**
         * Create a device
         * @description Makes a device and answers it. What a registrar reports of it is not set here.
         */
        post: operations["createDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a device
         * @description A device with its extension.
         */
        get: operations["showDevice"];
        /**
         * Replace a device
         * @description Sets every field of the device: an optional one that is left out gets its default.
         */
        put: operations["replaceDevice"];
        post?: never;
        /**
         * Delete a device
         * @description Its extension stays.
         */
        delete: operations["deleteDevice"];
        options?: never;
        head?: never;
        /**
         * Change a device
         * @description As `application/merge-patch+json` (RFC 7396) it changes the fields that it names. As `application/json` it does what `PUT` does.
         */
        patch: operations["changeDevice"];
        trace?: never;
    };
    "/api/devices/{id}/registration": {
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
         * Throw a device off its registrar
         * @description It is offline from then on, and gets no calls until it registers again, which it may. Kamailio, Asterisk and OpenSIPS forget it in the same statement; FreeSWITCH, which keeps registrations to itself, does not.
         */
        delete: operations["endDeviceRegistration"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{id}/provisioning": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link by which a phone fetches its configuration
         * @description The link is shown this once. The phone needs nothing else to fetch its account, SIP secret included, and that once. The device must have a MAC address, and its extension must be one that may register. Links begin with `PUBLIC_URL`; a server without one makes none (422). An admin must have signed in not long ago (`POST /api/admin/reauthenticate`).
         */
        post: operations["provisionDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List queues
         * @description All queues that the admin may see, newest first; with `limit`, a page of them.
         */
        get: operations["listQueues"];
        put?: never;
        /**
         * Create a queue
         * @description Makes a queue and answers it.
         */
        post: operations["createQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queues/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a queue
         * @description A queue with its tenant and agents.
         */
        get: operations["showQueue"];
        /**
         * Replace a queue
         * @description Sets every field of the queue: an optional one that is left out gets its default. A queue that has agents keeps its tenant.
         */
        put: operations["replaceQueue"];
        post?: never;
        /**
         * Delete a queue
         * @description The places of its agents go with it.
         */
        delete: operations["deleteQueue"];
        options?: never;
        head?: never;
        /**
         * Change a queue
         * @description As `application/merge-patch+json` (RFC 7396) it changes the fields that it names. As `application/json` it does what `PUT` does. A queue that has agents keeps its tenant.
         */
        patch: operations["changeQueue"];
        trace?: never;
    };
    "/api/queue-agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List queue agents
         * @description All queue agents that the admin may see, newest first; with `limit`, a page of them.
         */
        get: operations["listQueueAgents"];
        put?: never;
        /**
         * Create a queue agent
         * @description Makes a queue agent and answers it. Queue and extension must be of one tenant, and an extension is once in a queue.
         */
        post: operations["createQueueAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue-agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a queue agent
         * @description A membership with both its sides.
         */
        get: operations["showQueueAgent"];
        /**
         * Replace a queue agent
         * @description Sets every field of the queue agent: an optional one that is left out gets its default.
         */
        put: operations["replaceQueueAgent"];
        post?: never;
        /**
         * Delete a queue agent
         * @description Queue and extension stay.
         */
        delete: operations["deleteQueueAgent"];
        options?: never;
        head?: never;
        /**
         * Change a queue agent
         * @description As `application/merge-patch+json` (RFC 7396) it changes the fields that it names. As `application/json` it does what `PUT` does.
         */
        patch: operations["changeQueueAgent"];
        trace?: never;
    };
    "/api/cdrs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List CDRs
         * @description All CDRs that the admin may see, newest first; with `limit`, a page of them. By `started_at`, newest first.
         */
        get: operations["listCdrs"];
        put?: never;
        /**
         * Create a CDR
         * @description Makes a CDR and answers it. A `call_id` that its tenant has already is no fault: the stored record is answered, with 200.
         */
        post: operations["createCdr"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cdrs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a CDR
         * @description A call record with its tenant and, while it exists, its extension.
         */
        get: operations["showCdr"];
        /**
         * Replace a CDR
         * @description Sets every field of the CDR: an optional one that is left out gets its default.
         */
        put: operations["replaceCdr"];
        post?: never;
        /**
         * Delete a CDR
         * @description Nothing else goes with it.
         */
        delete: operations["deleteCdr"];
        options?: never;
        head?: never;
        /**
         * Change a CDR
         * @description As `application/merge-patch+json` (RFC 7396) it changes the fields that it names. As `application/json` it does what `PUT` does.
         */
        patch: operations["changeCdr"];
        trace?: never;
    };
    "/api/cdrs/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create many CDRs
         * @description Stores call records, of one tenant or of several. A `call_id` that its tenant has already, or that comes twice, is no fault: it is counted as existing, and what is stored stays as it is. So a batch can always be sent again.
         *
         *     As `application/json`, an array of up to 1,000: all of it is stored or none. Faults are named as `2.direction`, counted from 0.
         *
         *     As `application/x-ndjson`, lines of up to 32 MiB together: every line that is sound is stored, the others are named; where none is, the answer is 422, with faults as `7.direction`, counted from 1. They are stored by the thousand: what was stored before a 503 stays, and with the same `Idempotency-Key` even records without a `call_id` are stored once.
         */
        post: operations["createCdrBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cdrs/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Total CDRs by day
         * @description How many calls there were on each day, how they ended, how long they took and what they cost. Over 400 days at most.
         */
        get: operations["summarizeCdrs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cdrs/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export CDRs
         * @description All call records that the filters leave, newest first, as a file. A text that a spreadsheet would run as a formula has an apostrophe before it in csv. What is exported as `application/x-ndjson` can be sent as a batch. Goes into the audit trail.
         */
        get: operations["exportCdrs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhooks
         * @description All webhooks that the admin may see, newest first; with `limit`, a page of them.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Create a webhook
         * @description Makes a webhook and answers it. Each event is sent by POST as `{ "type", "timestamp", "data" }`, signed as Standard Webhooks says; any status of 2xx takes it. What fails is sent again, later each time, for almost three days, always with the same `webhook-id`: what came with it before came twice. The answer 410 disables the webhook. The secret is shown this once. Without `tenant_id` only an admin of all tenants may.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a webhook
         * @description A webhook. Its secret is never part of it.
         */
        get: operations["showWebhook"];
        /**
         * Replace a webhook
         * @description Sets every field of the webhook: an optional one that is left out gets its default. The secret stays as it is.
         */
        put: operations["replaceWebhook"];
        post?: never;
        /**
         * Delete a webhook
         * @description Its deliveries go with it, also those that wait.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change a webhook
         * @description As `application/merge-patch+json` (RFC 7396) it changes the fields that it names. As `application/json` it does what `PUT` does. The secret stays as it is.
         */
        patch: operations["changeWebhook"];
        trace?: never;
    };
    "/api/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the secret of a webhook
         * @description Makes a new secret and answers it. Every attempt from then on is signed with it, also of events from before. Nothing is sent in the body.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event
         * @description Has a `webhook.test` event delivered, with the record of the webhook as its data, and answers the delivery. What came of it, the delivery tells a moment later. Nothing is sent in the body.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the deliveries of a webhook
         * @description What the webhook was told, newest first; with `limit`, a page of it. Deliveries are kept for 30 days.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}/deliveries/{delivery}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a delivery of a webhook
         * @description With the body that is sent.
         */
        get: operations["showWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}/deliveries/{delivery}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver an event again
         * @description Has the event sent at once, whatever became of it, with the same id as before; should that fail, as often as a new one. A delivery that is being attempted at this moment stays as it is. Nothing is sent in the body.
         */
        post: operations["retryWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the audit trail
         * @description Who did what, when and from where, newest first; with `limit`, a page of it. A tenant's admin sees the entries of the tenant; those of no tenant, such as sign-ins of unknown names, only who sees all tenants. Each entry was written by the statement that did what it says. Nothing is ever changed in it, and of a secret it says only that it changed. What a role or a token did not allow is `request.refused`, the first time within a minute.
         */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/engine/freeswitch/directory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * FreeSWITCH's directory
         * @description For `mod_xml_curl`: the user with the MD5 digest of the secret as `a1-hash`; with 200 too, "not found" for whoever may not register, and for a `sip_auth` whose user and domain are not those of the digest and of From, and of To when it registers. Anything but 200 makes FreeSWITCH refuse the phone.
         */
        post: operations["lookUpFreeswitchUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/engine/freeswitch/cdr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A call, from FreeSWITCH
         * @description For `mod_json_cdr`, in any of its encodings: stores the call, once however often it is told. Of the legs of a call the first one is stored. Times are in UTC; whose call it is says the `accountcode` of the directory.
         */
        post: operations["receiveFreeswitchCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/engine/freeswitch/event": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A registration, from FreeSWITCH
         * @description The headers of `sofia::register`, `sofia::unregister` and `sofia::expire`: the phone is a device that is online or was. Other events are nothing.
         */
        post: operations["receiveFreeswitchEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/engine/freeswitch/ended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Registrations for FreeSWITCH to end
         * @description What was ended here since it asked last: in the first line the position to ask after next, in each other one what `flush_inbound_reg` takes, 200 at most. A registration may be told twice, but none that came again since.
         */
        get: operations["listEndedFreeswitchRegistrations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/engine/asterisk/{table}/{operation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asterisk's realtime
         * @description For `res_config_curl`. `single` and `multi` answer rows, one a line, as forms; `store`, `update` and `destroy` how many rows were changed. `ps_auths` has `single` alone; `ps_aors` and `ps_endpoints` have `multi` too, which answers a thousand at most; `queue_members` has `multi`; `ps_contacts` has all.
         */
        post: operations["askAsteriskRealtime"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/engine/cdr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A call, from any SIP server
         * @description Stores the call, once however often it is told. The tenant is known by `tenant_id`, or without one by `domain`. It is `inbound` without `extension_id`, `internal` when an extension of the tenant was called, or else `outbound`.
         */
        post: operations["receiveSipCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/engine/sip/ha1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A digest, for Kamailio
         * @description HA1 of whoever may register by this name, in hexadecimal digits and nothing else.
         */
        get: operations["showDigest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/provision/{token}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch the configuration of a phone
         * @description For the phone itself, by a link of `POST /api/devices/{id}/provisioning`. Yealink, Grandstream, Poly and Snom ask for files of their own names, of which those with the MAC address in the name and the account inside are given once; whoever fetched one may do so again, from the same address and within two minutes. Each fetch is in the audit trail.
         */
        get: operations["fetchPhoneConfiguration"];
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
        /** @description Who may sign in. The password is never part of it. */
        Admin: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * @description The name of the admin.
             * @example Ada
             */
            name: string;
            /**
             * Format: email
             * @description What the admin signs in with, unique in any letter case and answered in small letters.
             * @example grace@ringfence.example
             */
            email: string;
            /**
             * @description `owner` may do everything, `tenant` everything in one tenant, `viewer` reads all tenants or one and sees no SIP secret.
             * @example viewer
             * @enum {string}
             */
            role: "owner" | "tenant" | "viewer";
            /**
             * Format: int64
             * @description The one tenant that the admin sees: required for the role `tenant`, none for `owner`.
             * @default null
             * @example 1
             */
            tenant_id: number | null;
            /**
             * @description Who is `disabled` cannot sign in, and neither can his tokens.
             * @example active
             * @enum {string}
             */
            status: "active" | "disabled";
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-11-23T21:00:00.123456Z
             */
            updated_at: string;
            /**
             * @description Whether signing in takes a code too.
             * @example false
             */
            second_factor: boolean;
        };
        /** @description The fields to change; those that are left out stay, null resets one to its default. */
        AdminChange: {
            /**
             * @description The name of the admin.
             * @example Ada
             */
            name?: string;
            /**
             * Format: email
             * @description What the admin signs in with, unique in any letter case and answered in small letters.
             * @example grace@ringfence.example
             */
            email?: string;
            /**
             * @description `owner` may do everything, `tenant` everything in one tenant, `viewer` reads all tenants or one and sees no SIP secret.
             * @example viewer
             * @enum {string}
             */
            role?: "owner" | "tenant" | "viewer";
            /**
             * Format: int64
             * @description The one tenant that the admin sees: required for the role `tenant`, none for `owner`.
             * @example 1
             */
            tenant_id?: number | null;
            /**
             * @description Who is `disabled` cannot sign in, and neither can his tokens.
             * @example active
             * @enum {string|null}
             */
            status?: "active" | "disabled" | null;
            /**
             * @description Write-only. At least 12 characters of any kind; none of the passwords known from breaches, also in other spellings, and not made of the e-mail address, words such as ringfence, admin or password, and a year or a counter. Required for a new admin; left out of a change, it stays. The own one is changed with `PUT /api/admin/password` alone.
             * @example a heron walks 7 lakes
             */
            password?: string;
        };
        /** @description An admin to create, or all of the fields to replace. */
        AdminInput: {
            /**
             * @description The name of the admin.
             * @example Ada
             */
            name: string;
            /**
             * Format: email
             * @description What the admin signs in with, unique in any letter case and answered in small letters.
             * @example grace@ringfence.example
             */
            email: string;
            /**
             * @description `owner` may do everything, `tenant` everything in one tenant, `viewer` reads all tenants or one and sees no SIP secret.
             * @example viewer
             * @enum {string}
             */
            role: "owner" | "tenant" | "viewer";
            /**
             * Format: int64
             * @description The one tenant that the admin sees: required for the role `tenant`, none for `owner`.
             * @default null
             * @example 1
             */
            tenant_id?: number | null;
            /**
             * @description Who is `disabled` cannot sign in, and neither can his tokens.
             * @default active
             * @example active
             * @enum {string}
             */
            status?: "active" | "disabled";
            /**
             * @description Write-only. At least 12 characters of any kind; none of the passwords known from breaches, also in other spellings, and not made of the e-mail address, words such as ringfence, admin or password, and a year or a counter. Required for a new admin; left out of a change, it stays. The own one is changed with `PUT /api/admin/password` alone.
             * @example a heron walks 7 lakes
             */
            password?: string;
        };
        /** @description The admin who is signed in. */
        Administrator: {
            /**
             * @description The name of the admin.
             * @example Ada
             */
            name: string;
            /**
             * @description The e-mail address of the admin.
             * @example admin@ringfence.example
             */
            email: string;
            /**
             * @description What the admin may do.
             * @example owner
             * @enum {string}
             */
            role: "owner" | "tenant" | "viewer";
        };
        /** @description What somebody did, as it was recorded with the deed itself. */
        AuditEntry: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: date-time
             * @description When it was done.
             * @example 2026-11-23T21:00:00.123456Z
             */
            at: string;
            /**
             * @description What was done.
             * @example extension.updated
             */
            action: string;
            /**
             * @description The kind of thing that it was done to.
             * @example extension
             */
            target: string | null;
            /**
             * Format: int64
             * @description Its id; null where it was none or many.
             * @example 1
             */
            target_id: number | null;
            /**
             * Format: int64
             * @description The tenant that it belongs to.
             * @example 1
             */
            tenant_id: number | null;
            /**
             * Format: int64
             * @description The admin who did it; null for the server itself and for strangers.
             * @example 1
             */
            actor_id: number | null;
            /**
             * @description Who that was, by the name of that time, and with which token.
             * @example admin@ringfence.example
             */
            actor: string | null;
            /**
             * @description Where the request came from.
             * @example 192.0.2.1
             */
            address: string | null;
            /**
             * @description The request, as the log has it.
             * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
             */
            request_id: string | null;
            /**
             * @description Every field that changed, but for `updated_at`, which `at` says.
             * @example {
             *       "display_name": {
             *         "from": "Reception",
             *         "to": "Front desk"
             *       },
             *       "secret": {
             *         "from": null,
             *         "to": "changed"
             *       }
             *     }
             */
            changes: {
                [key: string]: {
                    /**
                     * @description What it was; null for what was not there.
                     * @example Reception
                     */
                    from: unknown;
                    /**
                     * @description What it is since then; null for what is gone, `changed` for a secret.
                     * @example Front desk
                     */
                    to: unknown;
                };
            };
        };
        /** @description A call detail record. */
        Cdr: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The id of an existing tenant.
             * @example 1
             */
            tenant_id: number;
            /**
             * Format: int64
             * @description The id of an existing extension of the tenant.
             * @default null
             * @example 1
             */
            extension_id: number | null;
            /**
             * @description Who called.
             * @example +4930123456
             */
            caller_number: string;
            /**
             * @description Who was called.
             * @example 1001
             */
            destination_number: string;
            /**
             * @description inbound, outbound or internal.
             * @example inbound
             */
            direction: string;
            /**
             * @description How it ended: answered, no_answer, busy, failed.
             * @example answered
             */
            disposition: string;
            /**
             * Format: int32
             * @description From the first ring to the end.
             * @example 63
             */
            duration_seconds: number;
            /**
             * Format: int32
             * @description From the answer to the end.
             * @example 63
             */
            bill_seconds: number;
            /**
             * @description What it costs, with up to four decimal places.
             * @example 0.042
             */
            cost: number;
            /**
             * Format: date-time
             * @description When it began.
             * @example 2026-11-23T21:00:00.123456Z
             */
            started_at: string;
            /**
             * Format: date-time
             * @description When it ended.
             * @example 2026-11-23T21:00:00.123456Z
             */
            ended_at: string | null;
            /**
             * @description Unique in its tenant: posted again it answers the stored record.
             * @default null
             * @example a84b4c76e66710
             */
            call_id: string | null;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-11-23T21:00:00.123456Z
             */
            updated_at: string;
        };
        /** @description What came of a batch of call records. */
        CdrBatchResult: {
            /**
             * Format: int64
             * @description How many were stored.
             * @example 3
             */
            created: number;
            /**
             * Format: int64
             * @description How many were there already, by their call id.
             * @example 3
             */
            existing: number;
            /**
             * Format: int64
             * @description How many lines are at fault.
             * @example 3
             */
            failed: number;
            /**
             * @description The first 1000 lines at fault; `failed` counts them all.
             * @example []
             */
            errors: {
                /**
                 * Format: int64
                 * @description Which line of the body, from 1.
                 * @example 7
                 */
                line: number;
                /**
                 * @description Sentences by field; `body` is the line as a whole.
                 * @example {
                 *       "direction": [
                 *         "The direction field is required."
                 *       ]
                 *     }
                 */
                errors: {
                    [key: string]: string[];
                };
            }[];
        };
        /** @description The fields to change; those that are left out stay, null resets one to its default. */
        CdrChange: {
            /**
             * Format: int64
             * @description The id of an existing tenant.
             * @example 1
             */
            tenant_id?: number;
            /**
             * Format: int64
             * @description The id of an existing extension of the tenant.
             * @example 1
             */
            extension_id?: number | null;
            /**
             * @description Who called.
             * @example +4930123456
             */
            caller_number?: string;
            /**
             * @description Who was called.
             * @example 1001
             */
            destination_number?: string;
            /**
             * @description inbound, outbound or internal.
             * @example inbound
             */
            direction?: string;
            /**
             * @description How it ended: answered, no_answer, busy, failed.
             * @example answered
             */
            disposition?: string;
            /**
             * Format: int32
             * @description From the first ring to the end.
             * @example 63
             */
            duration_seconds?: number;
            /**
             * Format: int32
             * @description From the answer to the end.
             * @example 63
             */
            bill_seconds?: number;
            /**
             * @description What it costs, with up to four decimal places.
             * @example 0.042
             */
            cost?: number;
            /**
             * Format: date-time
             * @description When it began, ISO 8601 with Z or an offset.
             * @example 2026-11-23T21:00:00Z
             */
            started_at?: string;
            /**
             * Format: date-time
             * @description When it ended, ISO 8601 with Z or an offset.
             * @example 2026-11-23T21:00:00Z
             */
            ended_at?: string | null;
            /**
             * @description Unique in its tenant: posted again it answers the stored record.
             * @example a84b4c76e66710
             */
            call_id?: string | null;
        };
        /** @description A call record to create, or all of its fields to replace. */
        CdrInput: {
            /**
             * Format: int64
             * @description The id of an existing tenant.
             * @example 1
             */
            tenant_id: number;
            /**
             * Format: int64
             * @description The id of an existing extension of the tenant.
             * @default null
             * @example 1
             */
            extension_id?: number | null;
            /**
             * @description Who called.
             * @example +4930123456
             */
            caller_number: string;
            /**
             * @description Who was called.
             * @example 1001
             */
            destination_number: string;
            /**
             * @description inbound, outbound or internal.
             * @example inbound
             */
            direction: string;
            /**
             * @description How it ended: answered, no_answer, busy, failed.
             * @example answered
             */
            disposition: string;
            /**
             * Format: int32
             * @description From the first ring to the end.
             * @example 63
             */
            duration_seconds: number;
            /**
             * Format: int32
             * @description From the answer to the end.
             * @example 63
             */
            bill_seconds: number;
            /**
             * @description What it costs, with up to four decimal places.
             * @example 0.042
             */
            cost: number;
            /**
             * Format: date-time
             * @description When it began, ISO 8601 with Z or an offset.
             * @example 2026-11-23T21:00:00Z
             */
            started_at: string;
            /**
             * Format: date-time
             * @description When it ended, ISO 8601 with Z or an offset.
             * @default null
             * @example 2026-11-23T21:00:00Z
             */
            ended_at?: string | null;
            /**
             * @description Unique in its tenant: posted again it answers the stored record.
             * @default null
             * @example a84b4c76e66710
             */
            call_id?: string | null;
        };
        /** @description A call record with its tenant and, while it exists, its extension. */
        CdrRow: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The id of an existing tenant.
             * @example 1
             */
            tenant_id: number;
            /**
             * Format: int64
             * @description The id of an existing extension of the tenant.
             * @default null
             * @example 1
             */
            extension_id: number | null;
            /**
             * @description Who called.
             * @example +4930123456
             */
            caller_number: string;
            /**
             * @description Who was called.
             * @example 1001
             */
            destination_number: string;
            /**
             * @description inbound, outbound or internal.
             * @example inbound
             */
            direction: string;
            /**
             * @description How it ended: answered, no_answer, busy, failed.
             * @example answered
             */
            disposition: string;
            /**
             * Format: int32
             * @description From the first ring to the end.
             * @example 63
             */
            duration_seconds: number;
            /**
             * Format: int32
             * @description From the answer to the end.
             * @example 63
             */
            bill_seconds: number;
            /**
             * @description What it costs, with up to four decimal places.
             * @example 0.042
             */
            cost: number;
            /**
             * Format: date-time
             * @description When it began.
             * @example 2026-11-23T21:00:00.123456Z
             */
            started_at: string;
            /**
             * Format: date-time
             * @description When it ended.
             * @example 2026-11-23T21:00:00.123456Z
             */
            ended_at: string | null;
            /**
             * @description Unique in its tenant: posted again it answers the stored record.
             * @default null
             * @example a84b4c76e66710
             */
            call_id: string | null;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-11-23T21:00:00.123456Z
             */
            updated_at: string;
            tenant: components["schemas"]["Tenant"];
            /** @description An extension. Its secret is never part of it. */
            extension: components["schemas"]["Extension"] | (never | null);
        };
        /** @description Totals of call records by day and disposition. */
        CdrSummary: {
            /**
             * Format: date-time
             * @description The calls that are counted began then or later.
             * @example 2026-11-23T21:00:00.123456Z
             */
            from: string;
            /**
             * Format: date-time
             * @description They began before then.
             * @example 2026-11-23T21:00:00.123456Z
             */
            to: string;
            /**
             * Format: timezone
             * @description Where days begin and end: the name of an IANA time zone.
             * @default UTC
             * @example Europe/Berlin
             */
            timezone: string;
            /** @description Newest day first. */
            totals: {
                /**
                 * @description A day in that time zone, on which there were calls.
                 * @example 2026-11-23
                 */
                day: string;
                /**
                 * @description How it ended: answered, no_answer, busy, failed.
                 * @example answered
                 */
                disposition: string;
                /**
                 * Format: int64
                 * @description How many began that day and ended so.
                 * @example 3
                 */
                calls: number;
                /**
                 * Format: int64
                 * @description From the first ring to the end, of all of them.
                 * @example 3
                 */
                duration_seconds: number;
                /**
                 * Format: int64
                 * @description From the answer to the end, of all of them.
                 * @example 3
                 */
                bill_seconds: number;
                /**
                 * @description What they cost, exactly.
                 * @example 0.126
                 */
                cost: number;
            }[];
        };
        /** @description A code of the authenticator, which shows that it has the secret. */
        Confirmation: {
            code: components["schemas"]["code"];
        };
        /** @description What an admin signs in with. */
        Credentials: {
            /**
             * @description The e-mail address of an admin.
             * @example admin@ringfence.example
             */
            email: string;
            /**
             * @description The password.
             * @example a heron walks 7 lakes
             */
            password: string;
            /**
             * @description The six digits that the authenticator shows, or one of the recovery codes. Each works once. Required with a second factor, ignored without.
             * @example 492039
             */
            code?: string;
        };
        /** @description A phone, with what the registrar reports of it. */
        Device: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The id of an existing extension.
             * @example 1
             */
            extension_id: number;
            /**
             * @description What people call the device.
             * @example Front desk
             */
            label: string;
            /**
             * Format: mac-address
             * @description Taken in any usual spelling, stored as aa:bb:cc:dd:ee:ff.
             * @default null
             * @example 00:15:65:ab:cd:ef
             */
            mac_address: string | null;
            /**
             * @description Who made it.
             * @default null
             * @example Yealink
             */
            vendor: string | null;
            /**
             * @description What it is.
             * @default null
             * @example T54W
             */
            model: string | null;
            /**
             * @description The software that registered.
             * @example Yealink SIP-T54W 96.86.0.20
             */
            user_agent: string | null;
            /**
             * @description Where calls are sent to.
             * @example sip:1001@192.0.2.10:5060
             */
            contact: string | null;
            /**
             * @description udp, tcp, tls or ws.
             * @example udp
             */
            transport: string | null;
            /**
             * @description The address that the registration came from.
             * @example 203.0.113.7:5060
             */
            received_from: string | null;
            /**
             * Format: date-time
             * @description When it registered last.
             * @example 2026-11-23T21:00:00.123456Z
             */
            registered_at: string | null;
            /**
             * Format: date-time
             * @description Until when the registration holds.
             * @example 2026-11-23T21:00:00.123456Z
             */
            expires_at: string | null;
            /**
             * @description Registered and not expired.
             * @example true
             */
            online: boolean;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-11-23T21:00:00.123456Z
             */
            updated_at: string;
        };
        /** @description The fields to change; those that are left out stay, null resets one to its default. */
        DeviceChange: {
            /**
             * Format: int64
             * @description The id of an existing extension.
             * @example 1
             */
            extension_id?: number;
            /**
             * @description What people call the device.
             * @example Front desk
             */
            label?: string;
            /**
             * Format: mac-address
             * @description Taken in any usual spelling, stored as aa:bb:cc:dd:ee:ff.
             * @example 00:15:65:ab:cd:ef
             */
            mac_address?: string | null;
            /**
             * @description Who made it.
             * @example Yealink
             */
            vendor?: string | null;
            /**
             * @description What it is.
             * @example T54W
             */
            model?: string | null;
        };
        /** @description A device to create, or all of its fields to replace. */
        DeviceInput: {
            /**
             * Format: int64
             * @description The id of an existing extension.
             * @example 1
             */
            extension_id: number;
            /**
             * @description What people call the device.
             * @example Front desk
             */
            label: string;
            /**
             * Format: mac-address
             * @description Taken in any usual spelling, stored as aa:bb:cc:dd:ee:ff.
             * @default null
             * @example 00:15:65:ab:cd:ef
             */
            mac_address?: string | null;
            /**
             * @description Who made it.
             * @default null
             * @example Yealink
             */
            vendor?: string | null;
            /**
             * @description What it is.
             * @default null
             * @example T54W
             */
            model?: string | null;
        };
        /** @description A device with its extension. */
        DeviceRow: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The id of an existing extension.
             * @example 1
             */
            extension_id: number;
            /**
             * @description What people call the device.
             * @example Front desk
             */
            label: string;
            /**
             * Format: mac-address
             * @description Taken in any usual spelling, stored as aa:bb:cc:dd:ee:ff.
             * @default null
             * @example 00:15:65:ab:cd:ef
             */
            mac_address: string | null;
            /**
             * @description Who made it.
             * @default null
             * @example Yealink
             */
            vendor: string | null;
            /**
             * @description What it is.
             * @default null
             * @example T54W
             */
            model: string | null;
            /**
             * @description The software that registered.
             * @example Yealink SIP-T54W 96.86.0.20
             */
            user_agent: string | null;
            /**
             * @description Where calls are sent to.
             * @example sip:1001@192.0.2.10:5060
             */
            contact: string | null;
            /**
             * @description udp, tcp, tls or ws.
             * @example udp
             */
            transport: string | null;
            /**
             * @description The address that the registration came from.
             * @example 203.0.113.7:5060
             */
            received_from: string | null;
            /**
             * Format: date-time
             * @description When it registered last.
             * @example 2026-11-23T21:00:00.123456Z
             */
            registered_at: string | null;
            /**
             * Format: date-time
             * @description Until when the registration holds.
             * @example 2026-11-23T21:00:00.123456Z
             */
            expires_at: string | null;
            /**
             * @description Registered and not expired.
             * @example true
             */
            online: boolean;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-11-23T21:00:00.123456Z
             */
            updated_at: string;
            extension: components["schemas"]["Extension"];
        };
        /** @description Why there is no other answer. */
        Error: {
            /**
             * @description One sentence, for people.
             * @example Extension not found.
             */
            message: string;
            /**
             * @description Which failure it is, for programs. It never changes.
             * @example not_found
             */
            code?: string;
            /**
             * @description The same as in `X-Request-Id`; the log has it too.
             * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
             */
            request_id?: string;
        };
        /** @description An extension. Its secret is never part of it. */
        Extension: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The id of an existing tenant.
             * @example 1
             */
            tenant_id: number;
            /**
             * @description What is dialled: digits, *, # and +. Unique within its tenant.
             * @example 1001
             */
            extension_number: string;
            /**
             * @description The name that a called phone shows.
             * @example Reception
             */
            display_name: string;
            /**
             * Format: email
             * @description Where voicemail is sent to.
             * @default null
             * @example reception@acme.example
             */
            email: string | null;
            /**
             * @description `active` may register and call; every other value may not.
             * @example active
             */
            status: string;
            /**
             * @description Whether unanswered calls go to voicemail.
             * @default false
             * @example true
             */
            voicemail_enabled: boolean;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-11-23T21:00:00.123456Z
             */
            updated_at: string;
        };
        /** @description The fields to change; those that are left out stay, null resets one to its default. */
        ExtensionChange: {
            /**
             * Format: int64
             * @description The id of an existing tenant.
             * @example 1
             */
            tenant_id?: number;
            /**
             * @description What is dialled: digits, *, # and +. Unique within its tenant.
             * @example 1001
             */
            extension_number?: string;
            /**
             * @description The name that a called phone shows.
             * @example Reception
             */
            display_name?: string;
            /**
             * Format: email
             * @description Where voicemail is sent to.
             * @example reception@acme.example
             */
            email?: string | null;
            /**
             * @description `active` may register and call; every other value may not.
             * @example active
             */
            status?: string;
            /**
             * @description Whether unanswered calls go to voicemail.
             * @example true
             */
            voicemail_enabled?: boolean | null;
            /**
             * @description The SIP password. Write-only; neither the extension number nor one of the usual passwords.
             * @example T7vqPz3mXw8KdRy4HnJc2bFs
             */
            secret?: string;
        };
        /** @description An extension with everything that belongs to it. */
        ExtensionDetail: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The id of an existing tenant.
             * @example 1
             */
            tenant_id: number;
            /**
             * @description What is dialled: digits, *, # and +. Unique within its tenant.
             * @example 1001
             */
            extension_number: string;
            /**
             * @description The name that a called phone shows.
             * @example Reception
             */
            display_name: string;
            /**
             * Format: email
             * @description Where voicemail is sent to.
             * @default null
             * @example reception@acme.example
             */
            email: string | null;
            /**
             * @description `active` may register and call; every other value may not.
             * @example active
             */
            status: string;
            /**
             * @description Whether unanswered calls go to voicemail.
             * @default false
             * @example true
             */
            voicemail_enabled: boolean;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-11-23T21:00:00.123456Z
             */
            updated_at: string;
            tenant: components["schemas"]["Tenant"];
            devices: components["schemas"]["Device"][];
            queueAgents: {
                /**
                 * Format: int64
                 * @description Given by the server.
                 * @example 1
                 */
                id: number;
                /**
                 * Format: int64
                 * @description The id of an existing queue.
                 * @example 1
                 */
                queue_id: number;
                /**
                 * Format: int64
                 * @description The id of an existing extension of the queue's tenant.
                 * @example 1
                 */
                extension_id: number;
                /**
                 * Format: int32
                 * @description Agents with a smaller penalty ring first.
                 * @default 0
                 * @example 0
                 */
                penalty: number;
                /**
                 * @description `active` takes calls.
                 * @example active
                 */
                status: string;
                /**
                 * Format: date-time
                 * @description When it was created.
                 * @example 2026-11-23T21:00:00.123456Z
                 */
                created_at: string;
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 * @example 2026-11-23T21:00:00.123456Z
                 */
                updated_at: string;
                queue: components["schemas"]["Queue"];
            }[];
            /** @description The newest calls, newest first. */
            cdrs: components["schemas"]["Cdr"][];
            /**
             * Format: int64
             * @description How many calls there are.
             * @example 3
             */
            cdrs_count: number;
        };
        /** @description What an import did, or would do. */
        ExtensionImportReport: {
            /**
             * @description Whether nothing was changed, as it was only asked for.
             * @example false
             */
            dry_run: boolean;
            /**
             * Format: int64
             * @description How many rows the file has.
             * @example 3
             */
            rows: number;
            /**
             * Format: int64
             * @description How many extensions the rows without fault create.
             * @example 3
             */
            created: number;
            /**
             * Format: int64
             * @description How many they change.
             * @example 3
             */
            updated: number;
            /**
             * Format: int64
             * @description How many they delete.
             * @example 3
             */
            deleted: number;
            /**
             * Format: int64
             * @description How many rows say what is so already.
             * @example 3
             */
            unchanged: number;
            /**
             * Format: int64
             * @description How many rows are at fault.
             * @example 3
             */
            failed: number;
            /**
             * Format: int64
             * @description How many faults there are.
             * @example 3
             */
            errors_count: number;
            /**
             * @description The first 1000 of them, in the order of the file.
             * @example [
             *       {
             *         "line": 4,
             *         "column": "email",
             *         "message": "The email must be a valid email address."
             *       }
             *     ]
             */
            errors: components["schemas"]["ImportFault"][];
            /**
             * @description Those that were generated.
             * @example [
             *       {
             *         "line": 2,
             *         "tenant_id": 1,
             *         "extension_number": "1001",
             *         "secret": "T7vqPz3mXw8KdRy4HnJc2bFs"
             *       }
             *     ]
             */
            secrets?: {
                /**
                 * Format: int64
                 * @description Where the row begins in the file, from 1.
                 * @example 4
                 */
                line: number;
                /**
                 * Format: int64
                 * @description Given by the server.
                 * @example 1
                 */
                tenant_id: number;
                /**
                 * @description What is dialled: digits, *, # and +. Unique within its tenant.
                 * @example 1001
                 */
                extension_number: string;
                /**
                 * @description The SIP password in clear.
                 * @example T7vqPz3mXw8KdRy4HnJc2bFs
                 */
                secret: string;
            }[];
        };
        /** @description An extension to create, or all of its fields to replace. */
        ExtensionInput: {
            /**
             * Format: int64
             * @description The id of an existing tenant.
             * @example 1
             */
            tenant_id: number;
            /**
             * @description What is dialled: digits, *, # and +. Unique within its tenant.
             * @example 1001
             */
            extension_number: string;
            /**
             * @description The name that a called phone shows.
             * @example Reception
             */
            display_name: string;
            /**
             * Format: email
             * @description Where voicemail is sent to.
             * @default null
             * @example reception@acme.example
             */
            email?: string | null;
            /**
             * @description `active` may register and call; every other value may not.
             * @example active
             */
            status: string;
            /**
             * @description Whether unanswered calls go to voicemail.
             * @default false
             * @example true
             */
            voicemail_enabled?: boolean;
            /**
             * @description The SIP password. Write-only; neither the extension number nor one of the usual passwords.
             * @example T7vqPz3mXw8KdRy4HnJc2bFs
             */
            secret: string;
        };
        /** @description A range of new extensions. */
        ExtensionRange: {
            /**
             * @description The new extensions, by number.
             * @example [
             *       {
             *         "id": 1,
             *         "tenant_id": 1,
             *         "extension_number": "1001",
             *         "display_name": "Reception",
             *         "email": "reception@acme.example",
             *         "status": "active",
             *         "voicemail_enabled": true,
             *         "created_at": "2026-11-23T21:00:00.123456Z",
             *         "updated_at": "2026-11-23T21:00:00.123456Z"
             *       }
             *     ]
             */
            extensions: components["schemas"]["Extension"][];
            /**
             * @description Their secrets, this once.
             * @example [
             *       {
             *         "extension_number": "1001",
             *         "secret": "T7vqPz3mXw8KdRy4HnJc2bFs"
             *       }
             *     ]
             */
            secrets: {
                /**
                 * @description What is dialled: digits, *, # and +. Unique within its tenant.
                 * @example 1001
                 */
                extension_number: string;
                /**
                 * @description The SIP password in clear.
                 * @example T7vqPz3mXw8KdRy4HnJc2bFs
                 */
                secret: string;
            }[];
        };
        /** @description Extensions of consecutive numbers. */
        ExtensionRangeInput: {
            /**
             * Format: int64
             * @description The id of an existing tenant.
             * @example 1
             */
            tenant_id: number;
            /**
             * @description The first number. Zeros that it begins with are kept.
             * @example 7100
             */
            from: string;
            /**
             * @description The last number, at most 1000 in all.
             * @example 7109
             */
            to: string;
            /**
             * @description With `{number}` where the number is to stand.
             * @example Desk {number}
             */
            display_name: string;
            /**
             * @description The same, where voicemail is sent to.
             * @default null
             * @example desk{number}@acme.example
             */
            email?: string | null;
            /**
             * @description `active` may register and call; every other value may not.
             * @example active
             */
            status: string;
            /**
             * @description Whether unanswered calls go to voicemail.
             * @default false
             * @example true
             */
            voicemail_enabled?: boolean;
        };
        /** @description An extension in a list. */
        ExtensionRow: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The id of an existing tenant.
             * @example 1
             */
            tenant_id: number;
            /**
             * @description What is dialled: digits, *, # and +. Unique within its tenant.
             * @example 1001
             */
            extension_number: string;
            /**
             * @description The name that a called phone shows.
             * @example Reception
             */
            display_name: string;
            /**
             * Format: email
             * @description Where voicemail is sent to.
             * @default null
             * @example reception@acme.example
             */
            email: string | null;
            /**
             * @description `active` may register and call; every other value may not.
             * @example active
             */
            status: string;
            /**
             * @description Whether unanswered calls go to voicemail.
             * @default false
             * @example true
             */
            voicemail_enabled: boolean;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-11-23T21:00:00.123456Z
             */
            updated_at: string;
            tenant: components["schemas"]["Tenant"];
            devices: components["schemas"]["Device"][];
            /**
             * Format: date-time
             * @description When it was deleted; only in the list of those that were.
             * @example 2026-11-23T21:00:00.123456Z
             */
            deleted_at?: string;
        };
        /** @description Numbers that neither an extension nor a queue has. */
        FreeNumbers: {
            /**
             * @description The first free numbers, in their order.
             * @example [
             *       "1000",
             *       "1003"
             *     ]
             */
            numbers: string[];
            /**
             * @description The first ranges of free numbers, in their order.
             * @example [
             *       {
             *         "from": "1000",
             *         "to": "1000",
             *         "count": 1
             *       },
             *       {
             *         "from": "1003",
             *         "to": "1999",
             *         "count": 997
             *       }
             *     ]
             */
            ranges: {
                /**
                 * @description Its first number.
                 * @example 1000
                 */
                from: string;
                /**
                 * @description Its last number.
                 * @example 1999
                 */
                to: string;
                /**
                 * Format: int64
                 * @description How many it has.
                 * @example 3
                 */
                count: number;
            }[];
        };
        /** @description The query at fault, or with `data` the rows of the file: then nothing was changed. */
        ImportError: {
            /**
             * @description One sentence, for people.
             * @example The given data was invalid.
             */
            message: string;
            /**
             * @description Which failure it is, for programs. It never changes.
             * @example invalid
             */
            code?: string;
            /**
             * @description Sentences by field.
             * @example {
             *       "display_name": [
             *         "The display name field is required."
             *       ]
             *     }
             */
            errors: {
                [key: string]: string[];
            };
            data?: components["schemas"]["ExtensionImportReport"];
        };
        /** @description What is wrong with a row. */
        ImportFault: {
            /**
             * Format: int64
             * @description Where the row begins in the file, from 1.
             * @example 4
             */
            line: number;
            /**
             * @description Which column, or null for the whole row.
             * @example email
             */
            column: string | null;
            /**
             * @description What is wrong with it. What was sent is never repeated.
             * @example The email must be a valid email address.
             */
            message: string;
        };
        /** @description What makes the codes. It is shown this once. */
        NewSecondFactor: {
            /**
             * @description To be typed into an authenticator.
             * @example JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP
             */
            secret: string;
            /**
             * @description The same for a QR code.
             * @example otpauth://totp/Ringfence:admin%40ringfence.example?issuer=Ringfence&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP
             */
            uri: string;
        };
        /** @description A token that was made just now. */
        NewToken: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The admin who made it. While that one is disabled it does not work.
             * @example 1
             */
            admin_id: number;
            /**
             * @description What it is for. The audit trail names it.
             * @example Billing
             */
            name: string;
            /**
             * @description The first letters of the token, to tell it by.
             * @example rf_b7Kqz
             */
            prefix: string;
            /**
             * @description What its bearer may do: never more than its maker. `engine` is for SIP servers: it opens the calls under `/engine`, and no others.
             * @example tenant
             * @enum {string}
             */
            role: "owner" | "tenant" | "viewer" | "engine";
            /**
             * Format: int64
             * @description The one tenant that it sees; required for the role `tenant`, without a meaning for `owner`. An admin of one tenant may leave it out.
             * @default null
             * @example 1
             */
            tenant_id: number | null;
            /**
             * @description Whether it only reads, and reveals no secret, whatever its role.
             * @default false
             * @example false
             */
            read_only: boolean;
            /**
             * Format: date-time
             * @description When it stops to work.
             * @example 2026-11-23T21:00:00.123456Z
             */
            expires_at: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last used, give or take a minute.
             * @example 2026-11-23T21:00:00.123456Z
             */
            last_used_at: string | null;
            /**
             * @description To be sent as `Authorization: Bearer …`. Not shown again.
             * @example rf_b7KqzM3nWx9TfYc2HvRjDp8LsGa6EuZk4BtN
             */
            token: string;
        };
        /** @description A new webhook with its secret, which is shown this once. */
        NewWebhook: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The id of the tenant whose events are sent. Without it, those of every tenant.
             * @default null
             * @example 1
             */
            tenant_id: number | null;
            /**
             * Format: uri
             * @description Where events are sent to: http or https, without credentials. Private addresses are refused.
             * @example https://crm.example.com/hooks/ringfence
             */
            url: string;
            /**
             * @description The events that are sent, each once.
             * @example [
             *       "extension.created",
             *       "extension.deleted"
             *     ]
             */
            events: ("extension.created" | "extension.updated" | "extension.deleted" | "device.online" | "device.offline" | "cdr.created")[];
            /**
             * @description While false, nothing new is sent; what waits is sent when it is true again.
             * @default true
             * @example true
             */
            enabled: boolean;
            /**
             * @description What it is for.
             * @default null
             * @example CRM
             */
            description: string | null;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-11-23T21:00:00.123456Z
             */
            updated_at: string;
            /**
             * @description What signs each delivery (Standard Webhooks): `whsec_` and 24 to 64 bytes in base64. Shown once, when it is made.
             * @example whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD
             */
            secret: string;
        };
        /** @description Another password for the one who is signed in. */
        PasswordChange: {
            /**
             * @description The password so far.
             * @example the-password-of-the-first-start
             */
            current_password: string;
            /**
             * @description Write-only. At least 12 characters of any kind; none of the passwords known from breaches, also in other spellings, and not made of the e-mail address, words such as ringfence, admin or password, and a year or a counter.
             * @example a heron walks 7 lakes
             */
            password: string;
        };
        /** @description A link to make for a phone. */
        ProvisioningInput: {
            /**
             * Format: int32
             * @description How long the link works if it is not used: a day, unless said otherwise; a week at most.
             * @default 1440
             * @example 60
             */
            valid_minutes?: number;
        };
        /** @description A link by which one phone fetches its configuration, once. */
        ProvisioningLink: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The device that may fetch its configuration.
             * @example 1
             */
            device_id: number;
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it stops to work, used or not.
             * @example 2026-11-23T21:00:00.123456Z
             */
            expires_at: string;
            /**
             * @description What is to be put into the phone as its provisioning server. Not shown again.
             * @example https://pbx.example.com/provision/b7KqzM3nWx9TfYc2HvRjDp8LsGa6EuZk4BtN/
             */
            url: string;
            /**
             * @description The addresses of the files with the secret in them that such a phone fetches.
             * @example [
             *       "https://pbx.example.com/provision/b7KqzM3nWx9TfYc2HvRjDp8LsGa6EuZk4BtN/001565abcdef.cfg"
             *     ]
             */
            files: string[];
        };
        /** @description A call queue. */
        Queue: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The id of an existing tenant.
             * @example 1
             */
            tenant_id: number;
            /**
             * @description The name that agents see.
             * @example Support
             */
            name: string;
            /**
             * @description What is dialled: digits, *, # and +. Unique within its tenant.
             * @example 8000
             */
            queue_number: string;
            /**
             * @description Whose phone rings next.
             * @example ringall
             * @enum {string}
             */
            strategy: "roundrobin" | "leastrecent" | "ringall";
            /**
             * Format: int32
             * @description How long an agent rings, in seconds.
             * @example 20
             */
            timeout: number;
            /**
             * @description `active` takes calls.
             * @example active
             */
            status: string;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-11-23T21:00:00.123456Z
             */
            updated_at: string;
        };
        /** @description An extension that takes calls of a queue. */
        QueueAgent: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The id of an existing queue.
             * @example 1
             */
            queue_id: number;
            /**
             * Format: int64
             * @description The id of an existing extension of the queue's tenant.
             * @example 1
             */
            extension_id: number;
            /**
             * Format: int32
             * @description Agents with a smaller penalty ring first.
             * @default 0
             * @example 0
             */
            penalty: number;
            /**
             * @description `active` takes calls.
             * @example active
             */
            status: string;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-11-23T21:00:00.123456Z
             */
            updated_at: string;
        };
        /** @description The fields to change; those that are left out stay, null resets one to its default. */
        QueueAgentChange: {
            /**
             * Format: int64
             * @description The id of an existing queue.
             * @example 1
             */
            queue_id?: number;
            /**
             * Format: int64
             * @description The id of an existing extension of the queue's tenant.
             * @example 1
             */
            extension_id?: number;
            /**
             * Format: int32
             * @description Agents with a smaller penalty ring first.
             * @example 0
             */
            penalty?: number | null;
            /**
             * @description `active` takes calls.
             * @example active
             */
            status?: string;
        };
        /** @description A membership to create, or all of its fields to replace. */
        QueueAgentInput: {
            /**
             * Format: int64
             * @description The id of an existing queue.
             * @example 1
             */
            queue_id: number;
            /**
             * Format: int64
             * @description The id of an existing extension of the queue's tenant.
             * @example 1
             */
            extension_id: number;
            /**
             * Format: int32
             * @description Agents with a smaller penalty ring first.
             * @default 0
             * @example 0
             */
            penalty?: number;
            /**
             * @description `active` takes calls.
             * @example active
             */
            status: string;
        };
        /** @description A membership with both its sides. */
        QueueAgentRow: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The id of an existing queue.
             * @example 1
             */
            queue_id: number;
            /**
             * Format: int64
             * @description The id of an existing extension of the queue's tenant.
             * @example 1
             */
            extension_id: number;
            /**
             * Format: int32
             * @description Agents with a smaller penalty ring first.
             * @default 0
             * @example 0
             */
            penalty: number;
            /**
             * @description `active` takes calls.
             * @example active
             */
            status: string;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-11-23T21:00:00.123456Z
             */
            updated_at: string;
            queue: components["schemas"]["Queue"];
            extension: components["schemas"]["Extension"];
        };
        /** @description The fields to change; those that are left out stay, null resets one to its default. */
        QueueChange: {
            /**
             * Format: int64
             * @description The id of an existing tenant.
             * @example 1
             */
            tenant_id?: number;
            /**
             * @description The name that agents see.
             * @example Support
             */
            name?: string;
            /**
             * @description What is dialled: digits, *, # and +. Unique within its tenant.
             * @example 8000
             */
            queue_number?: string;
            /**
             * @description Whose phone rings next.
             * @example ringall
             * @enum {string}
             */
            strategy?: "roundrobin" | "leastrecent" | "ringall";
            /**
             * Format: int32
             * @description How long an agent rings, in seconds.
             * @example 20
             */
            timeout?: number;
            /**
             * @description `active` takes calls.
             * @example active
             */
            status?: string;
        };
        /** @description A queue to create, or all of its fields to replace. */
        QueueInput: {
            /**
             * Format: int64
             * @description The id of an existing tenant.
             * @example 1
             */
            tenant_id: number;
            /**
             * @description The name that agents see.
             * @example Support
             */
            name: string;
            /**
             * @description What is dialled: digits, *, # and +. Unique within its tenant.
             * @example 8000
             */
            queue_number: string;
            /**
             * @description Whose phone rings next.
             * @example ringall
             * @enum {string}
             */
            strategy: "roundrobin" | "leastrecent" | "ringall";
            /**
             * Format: int32
             * @description How long an agent rings, in seconds.
             * @example 20
             */
            timeout: number;
            /**
             * @description `active` takes calls.
             * @example active
             */
            status: string;
        };
        /** @description A queue with its tenant and agents. */
        QueueRow: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The id of an existing tenant.
             * @example 1
             */
            tenant_id: number;
            /**
             * @description The name that agents see.
             * @example Support
             */
            name: string;
            /**
             * @description What is dialled: digits, *, # and +. Unique within its tenant.
             * @example 8000
             */
            queue_number: string;
            /**
             * @description Whose phone rings next.
             * @example ringall
             * @enum {string}
             */
            strategy: "roundrobin" | "leastrecent" | "ringall";
            /**
             * Format: int32
             * @description How long an agent rings, in seconds.
             * @example 20
             */
            timeout: number;
            /**
             * @description `active` takes calls.
             * @example active
             */
            status: string;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-11-23T21:00:00.123456Z
             */
            updated_at: string;
            tenant: components["schemas"]["Tenant"];
            agents: components["schemas"]["QueueAgent"][];
        };
        /** @description With what an admin shows again who he is. */
        Reauthentication: {
            /**
             * @description The password.
             * @example the-password-of-the-first-start
             */
            password: string;
            /**
             * @description The six digits that the authenticator shows, or one of the recovery codes. Each works once. Required with a second factor.
             * @example 492039
             */
            code?: string;
        };
        /** @description What opens the account without the authenticator. They are shown this once. */
        RecoveryCodes: {
            /**
             * @description Codes for who lost the authenticator, each for one time.
             * @example [
             *       "T7vqPz3mXw8KdRy4HnJc",
             *       "b9FqKe6nYt3XhWz7MpRd"
             *     ]
             */
            recovery_codes: string[];
        };
        /** @description The second factor of the admin who is signed in. */
        SecondFactor: {
            /**
             * @description Whether signing in takes a code.
             * @example true
             */
            active: boolean;
            /**
             * Format: int64
             * @description How many recovery codes were not used yet.
             * @example 3
             */
            recovery_codes_left: number;
            /**
             * @description Whether this server lets nobody in without one.
             * @example false
             */
            required: boolean;
        };
        /** @description A session of the admin who is signed in. */
        Session: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * @description Where it began.
             * @example 192.0.2.1
             */
            address: string | null;
            /**
             * @description What the browser called itself then.
             * @example Mozilla/5.0 (X11; Linux x86_64)
             */
            user_agent: string | null;
            /**
             * @description Whether it is the one of this very call.
             * @example true
             */
            current: boolean;
            /**
             * Format: date-time
             * @description When it began.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last used, give or take a minute.
             * @example 2026-11-23T21:00:00.123456Z
             */
            last_used_at: string;
            /**
             * Format: date-time
             * @description When it ends if it is not used until then.
             * @example 2026-11-23T21:00:00.123456Z
             */
            expires_at: string;
        };
        /** @description A tenant: one customer with a SIP realm of its own. */
        Tenant: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * @description The customer.
             * @example Acme Ltd
             */
            name: string;
            /**
             * @description A short unique name without blanks, for addresses and file names.
             * @example acme
             */
            slug: string;
            /**
             * Format: hostname
             * @description The SIP realm, unique. Stored in lower case.
             * @example acme.sip.example
             */
            domain: string;
            /**
             * @description No extension of a suspended tenant may register.
             * @example active
             * @enum {string}
             */
            status: "active" | "suspended";
            /**
             * Format: timezone
             * @description The name of an IANA time zone.
             * @example Europe/Berlin
             */
            timezone: string;
            /**
             * Format: int32
             * @description The number of extensions that it may have.
             * @example 50
             */
            max_extensions: number;
            /**
             * @description Anything else, stored as it is.
             * @default null
             * @example {
             *       "music_on_hold": "jazz"
             *     }
             */
            settings: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-11-23T21:00:00.123456Z
             */
            updated_at: string;
        };
        /** @description The fields to change; those that are left out stay, null resets one to its default. */
        TenantChange: {
            /**
             * @description The customer.
             * @example Acme Ltd
             */
            name?: string;
            /**
             * @description A short unique name without blanks, for addresses and file names.
             * @example acme
             */
            slug?: string;
            /**
             * Format: hostname
             * @description The SIP realm, unique. Stored in lower case.
             * @example acme.sip.example
             */
            domain?: string;
            /**
             * @description No extension of a suspended tenant may register.
             * @example active
             * @enum {string}
             */
            status?: "active" | "suspended";
            /**
             * Format: timezone
             * @description The name of an IANA time zone.
             * @example Europe/Berlin
             */
            timezone?: string;
            /**
             * Format: int32
             * @description The number of extensions that it may have.
             * @example 50
             */
            max_extensions?: number;
            /**
             * @description Anything else, stored as it is.
             * @example {
             *       "music_on_hold": "jazz"
             *     }
             */
            settings?: {
                [key: string]: unknown;
            } | null;
        };
        /** @description A tenant with its extensions and queues. */
        TenantDetail: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * @description The customer.
             * @example Acme Ltd
             */
            name: string;
            /**
             * @description A short unique name without blanks, for addresses and file names.
             * @example acme
             */
            slug: string;
            /**
             * Format: hostname
             * @description The SIP realm, unique. Stored in lower case.
             * @example acme.sip.example
             */
            domain: string;
            /**
             * @description No extension of a suspended tenant may register.
             * @example active
             * @enum {string}
             */
            status: "active" | "suspended";
            /**
             * Format: timezone
             * @description The name of an IANA time zone.
             * @example Europe/Berlin
             */
            timezone: string;
            /**
             * Format: int32
             * @description The number of extensions that it may have.
             * @example 50
             */
            max_extensions: number;
            /**
             * @description Anything else, stored as it is.
             * @default null
             * @example {
             *       "music_on_hold": "jazz"
             *     }
             */
            settings: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-11-23T21:00:00.123456Z
             */
            updated_at: string;
            extensions: components["schemas"]["Extension"][];
            queues: components["schemas"]["Queue"][];
        };
        /** @description A tenant to create, or all of its fields to replace. */
        TenantInput: {
            /**
             * @description The customer.
             * @example Acme Ltd
             */
            name: string;
            /**
             * @description A short unique name without blanks, for addresses and file names.
             * @example acme
             */
            slug: string;
            /**
             * Format: hostname
             * @description The SIP realm, unique. Stored in lower case.
             * @example acme.sip.example
             */
            domain: string;
            /**
             * @description No extension of a suspended tenant may register.
             * @example active
             * @enum {string}
             */
            status: "active" | "suspended";
            /**
             * Format: timezone
             * @description The name of an IANA time zone.
             * @example Europe/Berlin
             */
            timezone: string;
            /**
             * Format: int32
             * @description The number of extensions that it may have.
             * @example 50
             */
            max_extensions: number;
            /**
             * @description Anything else, stored as it is.
             * @default null
             * @example {
             *       "music_on_hold": "jazz"
             *     }
             */
            settings?: {
                [key: string]: unknown;
            } | null;
        };
        /** @description A tenant in a list. */
        TenantRow: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * @description The customer.
             * @example Acme Ltd
             */
            name: string;
            /**
             * @description A short unique name without blanks, for addresses and file names.
             * @example acme
             */
            slug: string;
            /**
             * Format: hostname
             * @description The SIP realm, unique. Stored in lower case.
             * @example acme.sip.example
             */
            domain: string;
            /**
             * @description No extension of a suspended tenant may register.
             * @example active
             * @enum {string}
             */
            status: "active" | "suspended";
            /**
             * Format: timezone
             * @description The name of an IANA time zone.
             * @example Europe/Berlin
             */
            timezone: string;
            /**
             * Format: int32
             * @description The number of extensions that it may have.
             * @example 50
             */
            max_extensions: number;
            /**
             * @description Anything else, stored as it is.
             * @default null
             * @example {
             *       "music_on_hold": "jazz"
             *     }
             */
            settings: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-11-23T21:00:00.123456Z
             */
            updated_at: string;
            /**
             * Format: int64
             * @description How many extensions it has.
             * @example 3
             */
            extensions_count: number;
            /**
             * Format: int64
             * @description How many queues it has.
             * @example 3
             */
            queues_count: number;
        };
        /** @description A credential of a program. The token itself is shown once and never again. */
        Token: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The admin who made it. While that one is disabled it does not work.
             * @example 1
             */
            admin_id: number;
            /**
             * @description What it is for. The audit trail names it.
             * @example Billing
             */
            name: string;
            /**
             * @description The first letters of the token, to tell it by.
             * @example rf_b7Kqz
             */
            prefix: string;
            /**
             * @description What its bearer may do: never more than its maker. `engine` is for SIP servers: it opens the calls under `/engine`, and no others.
             * @example tenant
             * @enum {string}
             */
            role: "owner" | "tenant" | "viewer" | "engine";
            /**
             * Format: int64
             * @description The one tenant that it sees; required for the role `tenant`, without a meaning for `owner`. An admin of one tenant may leave it out.
             * @default null
             * @example 1
             */
            tenant_id: number | null;
            /**
             * @description Whether it only reads, and reveals no secret, whatever its role.
             * @default false
             * @example false
             */
            read_only: boolean;
            /**
             * Format: date-time
             * @description When it stops to work.
             * @example 2026-11-23T21:00:00.123456Z
             */
            expires_at: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last used, give or take a minute.
             * @example 2026-11-23T21:00:00.123456Z
             */
            last_used_at: string | null;
        };
        /** @description A token to make. Nothing of it can be changed later. */
        TokenInput: {
            /**
             * @description What it is for. The audit trail names it.
             * @example Billing
             */
            name: string;
            /**
             * @description What its bearer may do: never more than its maker. `engine` is for SIP servers: it opens the calls under `/engine`, and no others.
             * @example tenant
             * @enum {string}
             */
            role: "owner" | "tenant" | "viewer" | "engine";
            /**
             * Format: int64
             * @description The one tenant that it sees; required for the role `tenant`, without a meaning for `owner`. An admin of one tenant may leave it out.
             * @default null
             * @example 1
             */
            tenant_id?: number | null;
            /**
             * @description Whether it only reads, and reveals no secret, whatever its role.
             * @default false
             * @example false
             */
            read_only?: boolean;
            /**
             * Format: date-time
             * @description When it stops to work; without it, never.
             * @default null
             * @example 2036-01-01T00:00:00Z
             */
            expires_at?: string | null;
        };
        /** @description A call that a SIP server tells of. */
        ToldCall: {
            /**
             * Format: int64
             * @description The id of an existing tenant.
             * @default null
             * @example 1
             */
            tenant_id?: number | null;
            /**
             * Format: hostname
             * @description The domain of the tenant, for who does not know its id.
             * @default null
             * @example acme.sip.example
             */
            domain?: string | null;
            /**
             * Format: int64
             * @description The id of an existing extension of the tenant, which called; a call from outside has none.
             * @default null
             * @example 1
             */
            extension_id?: number | null;
            /**
             * @description Who called; 50 characters of it are kept.
             * @example 1001
             */
            caller_number: string;
            /**
             * @description Who was called; 50 characters of it are kept.
             * @example 1002
             */
            destination_number: string;
            /**
             * Format: int32
             * @description The last answer of SIP: 2xx is answered, 486 and 600 busy, 404, 408, 480 and 487 no_answer, others failed.
             * @example 200
             */
            code: number;
            /**
             * Format: date-time
             * @description When it began, ISO 8601 with Z or an offset.
             * @example 2024-11-23T21:00:00Z
             */
            started_at: string;
            /**
             * Format: int32
             * @description From the INVITE to the end.
             * @default 0
             * @example 63
             */
            duration_seconds?: number;
            /**
             * Format: int32
             * @description From the answer to the end.
             * @default 0
             * @example 63
             */
            bill_seconds?: number;
            /**
             * @description The Call-ID: told again, the call is stored once.
             * @example a84b4c76e66710
             */
            call_id: string;
            /**
             * @description The tag in From, by which calls of one Call-ID are told apart.
             * @default null
             * @example 9fxced76sl
             */
            from_tag?: string | null;
            /**
             * @description What the SIP server calls the INVITE, and no phone can choose: without it, a second call of the same Call-ID and tag is the first one told again.
             * @default null
             * @example 1732377099-24232-6
             */
            invite_id?: string | null;
        };
        /** @description Every field at fault, with what is wrong with it. Values that were sent are never repeated. */
        ValidationError: {
            /**
             * @description One sentence, for people.
             * @example The given data was invalid.
             */
            message: string;
            /**
             * @description Which failure it is, for programs. It never changes.
             * @example invalid
             */
            code?: string;
            /**
             * @description Sentences by field.
             * @example {
             *       "display_name": [
             *         "The display name field is required."
             *       ]
             *     }
             */
            errors: {
                [key: string]: string[];
            };
        };
        /** @description A webhook. Its secret is never part of it. */
        Webhook: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The id of the tenant whose events are sent. Without it, those of every tenant.
             * @default null
             * @example 1
             */
            tenant_id: number | null;
            /**
             * Format: uri
             * @description Where events are sent to: http or https, without credentials. Private addresses are refused.
             * @example https://crm.example.com/hooks/ringfence
             */
            url: string;
            /**
             * @description The events that are sent, each once.
             * @example [
             *       "extension.created",
             *       "extension.deleted"
             *     ]
             */
            events: ("extension.created" | "extension.updated" | "extension.deleted" | "device.online" | "device.offline" | "cdr.created")[];
            /**
             * @description While false, nothing new is sent; what waits is sent when it is true again.
             * @default true
             * @example true
             */
            enabled: boolean;
            /**
             * @description What it is for.
             * @default null
             * @example CRM
             */
            description: string | null;
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-11-23T21:00:00.123456Z
             */
            updated_at: string;
        };
        /** @description The fields to change; those that are left out stay, null resets one to its default. */
        WebhookChange: {
            /**
             * Format: int64
             * @description The id of the tenant whose events are sent. Without it, those of every tenant.
             * @example 1
             */
            tenant_id?: number | null;
            /**
             * Format: uri
             * @description Where events are sent to: http or https, without credentials. Private addresses are refused.
             * @example https://crm.example.com/hooks/ringfence
             */
            url?: string;
            /**
             * @description The events that are sent, each once.
             * @example [
             *       "extension.created",
             *       "extension.deleted"
             *     ]
             */
            events?: ("extension.created" | "extension.updated" | "extension.deleted" | "device.online" | "device.offline" | "cdr.created")[];
            /**
             * @description While false, nothing new is sent; what waits is sent when it is true again.
             * @example true
             */
            enabled?: boolean | null;
            /**
             * @description What it is for.
             * @example CRM
             */
            description?: string | null;
            /**
             * @description Only for a new webhook: `whsec_` and 24 to 64 bytes in base64. Without it, a random one is made. To replace it is a call of its own.
             * @example whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD
             */
            secret?: string | null;
        };
        /** @description One event for one webhook. */
        WebhookDelivery: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The webhook that it is for.
             * @example 1
             */
            webhook_id: number;
            /**
             * @description The same at every attempt, sent as `webhook-id`: what came with it before came twice.
             * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
             */
            event_id: string;
            /**
             * @description What happened.
             * @example extension.created
             * @enum {string}
             */
            type: "extension.created" | "extension.updated" | "extension.deleted" | "device.online" | "device.offline" | "cdr.created" | "webhook.test";
            /**
             * @description pending while it is yet to be tried or tried again.
             * @example delivered
             * @enum {string}
             */
            status: "pending" | "delivered" | "failed";
            /**
             * Format: int64
             * @description How often it was tried.
             * @example 3
             */
            attempts: number;
            /**
             * Format: int64
             * @description The HTTP status of the last answer, if any.
             * @example 200
             */
            last_status: number | null;
            /**
             * @description Why the last attempt failed.
             * @example No answer within 10 seconds.
             */
            last_error: string | null;
            /**
             * Format: date-time
             * @description When it is tried next, while it is pending.
             * @example 2026-11-23T21:00:00.123456Z
             */
            next_attempt_at: string | null;
            /**
             * Format: date-time
             * @description When it was delivered or given up.
             * @example 2026-11-23T21:00:00.123456Z
             */
            finished_at: string | null;
            /**
             * Format: date-time
             * @description When the event happened.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
        };
        /** @description One event for one webhook, with what is sent. */
        WebhookDeliveryDetail: {
            /**
             * Format: int64
             * @description Given by the server.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The webhook that it is for.
             * @example 1
             */
            webhook_id: number;
            /**
             * @description The same at every attempt, sent as `webhook-id`: what came with it before came twice.
             * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
             */
            event_id: string;
            /**
             * @description What happened.
             * @example extension.created
             * @enum {string}
             */
            type: "extension.created" | "extension.updated" | "extension.deleted" | "device.online" | "device.offline" | "cdr.created" | "webhook.test";
            /**
             * @description pending while it is yet to be tried or tried again.
             * @example delivered
             * @enum {string}
             */
            status: "pending" | "delivered" | "failed";
            /**
             * Format: int64
             * @description How often it was tried.
             * @example 3
             */
            attempts: number;
            /**
             * Format: int64
             * @description The HTTP status of the last answer, if any.
             * @example 200
             */
            last_status: number | null;
            /**
             * @description Why the last attempt failed.
             * @example No answer within 10 seconds.
             */
            last_error: string | null;
            /**
             * Format: date-time
             * @description When it is tried next, while it is pending.
             * @example 2026-11-23T21:00:00.123456Z
             */
            next_attempt_at: string | null;
            /**
             * Format: date-time
             * @description When it was delivered or given up.
             * @example 2026-11-23T21:00:00.123456Z
             */
            finished_at: string | null;
            /**
             * Format: date-time
             * @description When the event happened.
             * @example 2026-11-23T21:00:00.123456Z
             */
            created_at: string;
            /**
             * @description The body that is sent.
             * @example {
             *       "type": "extension.created",
             *       "timestamp": "2026-11-23T21:00:00.123456Z",
             *       "data": {
             *         "id": 1,
             *         "extension_number": "1001"
             *       }
             *     }
             */
            payload: {
                /**
                 * @description What happened.
                 * @example extension.created
                 * @enum {string}
                 */
                type: "extension.created" | "extension.updated" | "extension.deleted" | "device.online" | "device.offline" | "cdr.created" | "webhook.test";
                /**
                 * Format: date-time
                 * @description When it happened.
                 * @example 2026-11-23T21:00:00.123456Z
                 */
                timestamp: string;
                /**
                 * @description The record that it happened to, as the API answers it.
                 * @example {
                 *       "id": 1,
                 *       "extension_number": "1001"
                 *     }
                 */
                data: {
                    [key: string]: unknown;
                };
            };
        };
        /** @description A webhook to create, or all of its fields to replace. */
        WebhookInput: {
            /**
             * Format: int64
             * @description The id of the tenant whose events are sent. Without it, those of every tenant.
             * @default null
             * @example 1
             */
            tenant_id?: number | null;
            /**
             * Format: uri
             * @description Where events are sent to: http or https, without credentials. Private addresses are refused.
             * @example https://crm.example.com/hooks/ringfence
             */
            url: string;
            /**
             * @description The events that are sent, each once.
             * @example [
             *       "extension.created",
             *       "extension.deleted"
             *     ]
             */
            events: ("extension.created" | "extension.updated" | "extension.deleted" | "device.online" | "device.offline" | "cdr.created")[];
            /**
             * @description While false, nothing new is sent; what waits is sent when it is true again.
             * @default true
             * @example true
             */
            enabled?: boolean;
            /**
             * @description What it is for.
             * @default null
             * @example CRM
             */
            description?: string | null;
            /**
             * @description Only for a new webhook: `whsec_` and 24 to 64 bytes in base64. Without it, a random one is made. To replace it is a call of its own.
             * @default null
             * @example whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD
             */
            secret?: string | null;
        };
        /** @description The secret of a webhook, shown this once. */
        WebhookSecret: {
            /**
             * @description What signs each delivery (Standard Webhooks): `whsec_` and 24 to 64 bytes in base64. Shown once, when it is made.
             * @example whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD
             */
            secret: string;
        };
        /**
         * @description The six digits that the authenticator shows, or one of the recovery codes. Each works once.
         * @example 492039
         */
        code: string;
    };
    responses: {
        /** @description The body is not JSON. */
        BadJson: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "The body is not valid JSON.",
                 *       "code": "bad_json"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is not UTF-8. */
        BadText: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "The body is not text in UTF-8.",
                 *       "code": "bad_text"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is neither a session nor a token. This is decided before anything else of the request is looked at. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "Unauthorized."
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The page of another site sent this, the role of the admin or token does not allow it, or the admin has to add a second factor or authenticate again first. The `code` says which. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "A page of another site may not do this.",
                 *       "code": "cross_site"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is none with this id that the admin may see. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "Extension not found.",
                 *       "code": "not_found"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body did not arrive in time. */
        TooSlow: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "The body did not arrive in time.",
                 *       "code": "too_slow"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description It cannot go while others need it. */
        InUse: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "Tenant is still in use.",
                 *       "code": "in_use"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The `Idempotency-Key` came with another request before. */
        KeyReused: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "This Idempotency-Key came with another request before: use a new one for each.",
                 *       "code": "key_reused"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description It is no longer the version that `If-Match` names. */
        Stale: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "It was changed by someone else: load it again and repeat the change.",
                 *       "code": "stale"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is too large. */
        TooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "The body is larger than 1 MiB.",
                 *       "code": "too_large"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is of none of the media types that are taken here. */
        UnsupportedMedia: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "The body must be application/json.",
                 *       "code": "unsupported_media"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Too many requests or attempts. */
        Throttled: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "Too many attempts. Try again later.",
                 *       "code": "throttled"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description A fault of the server. Its cause is in the log, by the request id. */
        OurFault: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "Something went wrong on our side.",
                 *       "code": "internal",
                 *       "request_id": "7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The database cannot be reached, all connections to it are busy, or the server is starting or stopping. A write may have been done if the connection broke in the middle of it. */
        Unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "The service is not available right now. Try again shortly.",
                 *       "code": "unavailable",
                 *       "request_id": "7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The id of this request, as the log has it: that of the request, if it came with one. */
        XRequestId: string;
        /** @description The version of the record: send it back as `If-Match` to change this version and no newer one. */
        ETag: string;
        /** @description Where the next page is (RFC 8288). Absent on the last page, and without `limit` and `cursor`. */
        Link: string;
        /** @description How many seconds to wait before the next attempt. */
        RetryAfter: number;
        /** @description The cookie of the session: HttpOnly, SameSite=Lax, and Secure over https. */
        SetCookie: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
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
            /** @description They may. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready"
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        status: "ready";
                    };
                };
            };
            /** @description Not now: starting, stopping, or without a database. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The database is not available."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "admin@ringfence.example",
                 *       "password": "the-password-of-the-first-start"
                 *     }
                 */
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Signed in. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Set-Cookie": components["headers"]["SetCookie"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Login successful.",
                     *       "data": {
                     *         "name": "Ada",
                     *         "email": "admin@ringfence.example",
                     *         "role": "owner"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Login successful.";
                        data: components["schemas"]["Administrator"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            /** @description E-mail and password are right, and this admin has a second factor: the same again with a `code`. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The password is right. Sign in with a code of your second factor too.",
                     *       "code": "second_factor_required"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description E-mail or password is wrong or missing; which of the two is wrong is not told. Or the code of the second factor is wrong. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] | components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The admin. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Authenticated user loaded.",
                     *       "data": {
                     *         "name": "Ada",
                     *         "email": "admin@ringfence.example",
                     *         "role": "owner"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Authenticated user loaded.";
                        data: components["schemas"]["Administrator"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Set-Cookie": components["headers"]["SetCookie"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Logged out successfully."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Logged out successfully.";
                    };
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTenants: {
        parameters: {
            query?: {
                /**
                 * @description Only those that contain it, in any letter case, in name, slug and domain.
                 * @example recep
                 */
                search?: string;
                /**
                 * @description Only those of this status.
                 * @example active
                 */
                status?: string;
                /**
                 * @description At most so many; without it, all.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page before ended: the `Link` header of that page holds it.
                 * @example MjAyNi0xMS0yM1QyMTowMDowMC4xMjM0NTZaIDE
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tenants. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Tenants fetched successfully.",
                     *       "data": [
                     *         {
                     *           "id": 1,
                     *           "name": "Acme Ltd",
                     *           "slug": "globex",
                     *           "domain": "globex.sip.example",
                     *           "status": "active",
                     *           "timezone": "Europe/Berlin",
                     *           "max_extensions": 50,
                     *           "settings": {
                     *             "music_on_hold": "jazz"
                     *           },
                     *           "created_at": "2026-11-23T21:00:00.123456Z",
                     *           "updated_at": "2026-11-23T21:00:00.123456Z",
                     *           "extensions_count": 3,
                     *           "queues_count": 3
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Tenants fetched successfully.";
                        data: components["schemas"]["TenantRow"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "limit": [
                     *           "The limit must be at least 1."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    createTenant: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Acme Ltd",
                 *       "slug": "globex",
                 *       "domain": "globex.sip.example",
                 *       "status": "active",
                 *       "timezone": "Europe/Berlin",
                 *       "max_extensions": 50,
                 *       "settings": {
                 *         "music_on_hold": "jazz"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TenantInput"];
            };
        };
        responses: {
            /** @description The new tenant. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Tenant created successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "name": "Acme Ltd",
                     *         "slug": "globex",
                     *         "domain": "globex.sip.example",
                     *         "status": "active",
                     *         "timezone": "Europe/Berlin",
                     *         "max_extensions": 50,
                     *         "settings": {
                     *           "music_on_hold": "jazz"
                     *         },
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Tenant created successfully.";
                        data: components["schemas"]["Tenant"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["KeyReused"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "name": [
                     *           "The name field is required."
                     *         ],
                     *         "slug": [
                     *           "The slug field is required."
                     *         ],
                     *         "domain": [
                     *           "The domain field is required."
                     *         ],
                     *         "status": [
                     *           "The status field is required."
                     *         ],
                     *         "timezone": [
                     *           "The timezone field is required."
                     *         ],
                     *         "max_extensions": [
                     *           "The max extensions field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the tenant.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tenant. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Tenant loaded successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "name": "Acme Ltd",
                     *         "slug": "globex",
                     *         "domain": "globex.sip.example",
                     *         "status": "active",
                     *         "timezone": "Europe/Berlin",
                     *         "max_extensions": 50,
                     *         "settings": {
                     *           "music_on_hold": "jazz"
                     *         },
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z",
                     *         "extensions": [
                     *           {
                     *             "id": 1,
                     *             "tenant_id": 1,
                     *             "extension_number": "1001",
                     *             "display_name": "Reception",
                     *             "email": "reception@acme.example",
                     *             "status": "active",
                     *             "voicemail_enabled": true,
                     *             "created_at": "2026-11-23T21:00:00.123456Z",
                     *             "updated_at": "2026-11-23T21:00:00.123456Z"
                     *           }
                     *         ],
                     *         "queues": [
                     *           {
                     *             "id": 1,
                     *             "tenant_id": 1,
                     *             "name": "Support",
                     *             "queue_number": "8000",
                     *             "strategy": "ringall",
                     *             "timeout": 20,
                     *             "status": "active",
                     *             "created_at": "2026-11-23T21:00:00.123456Z",
                     *             "updated_at": "2026-11-23T21:00:00.123456Z"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Tenant loaded successfully.";
                        data: components["schemas"]["TenantDetail"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceTenant: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the tenant.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Acme Ltd",
                 *       "slug": "globex",
                 *       "domain": "globex.sip.example",
                 *       "status": "active",
                 *       "timezone": "Europe/Berlin",
                 *       "max_extensions": 50,
                 *       "settings": {
                 *         "music_on_hold": "jazz"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TenantInput"];
            };
        };
        responses: {
            /** @description The tenant as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Tenant updated successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "name": "Acme Ltd",
                     *         "slug": "globex",
                     *         "domain": "globex.sip.example",
                     *         "status": "active",
                     *         "timezone": "Europe/Berlin",
                     *         "max_extensions": 50,
                     *         "settings": {
                     *           "music_on_hold": "jazz"
                     *         },
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Tenant updated successfully.";
                        data: components["schemas"]["Tenant"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "name": [
                     *           "The name field is required."
                     *         ],
                     *         "slug": [
                     *           "The slug field is required."
                     *         ],
                     *         "domain": [
                     *           "The domain field is required."
                     *         ],
                     *         "status": [
                     *           "The status field is required."
                     *         ],
                     *         "timezone": [
                     *           "The timezone field is required."
                     *         ],
                     *         "max_extensions": [
                     *           "The max extensions field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteTenant: {
        parameters: {
            query?: {
                /**
                 * @description Whether everything that belongs to it goes too.
                 * @example true
                 */
                cascade?: boolean;
            };
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the tenant.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Tenant deleted successfully."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Tenant deleted successfully.";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InUse"];
            412: components["responses"]["Stale"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "cascade": [
                     *           "The cascade field must be true or false."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeTenant: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the tenant.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "max_extensions": 100,
                 *       "settings": null
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["TenantChange"];
                /**
                 * @example {
                 *       "name": "Acme Ltd",
                 *       "slug": "globex",
                 *       "domain": "globex.sip.example",
                 *       "status": "active",
                 *       "timezone": "Europe/Berlin",
                 *       "max_extensions": 50,
                 *       "settings": {
                 *         "music_on_hold": "jazz"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TenantInput"];
            };
        };
        responses: {
            /** @description The tenant as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Tenant updated successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "name": "Acme Ltd",
                     *         "slug": "globex",
                     *         "domain": "globex.sip.example",
                     *         "status": "active",
                     *         "timezone": "Europe/Berlin",
                     *         "max_extensions": 50,
                     *         "settings": {
                     *           "music_on_hold": "jazz"
                     *         },
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Tenant updated successfully.";
                        data: components["schemas"]["Tenant"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "name": [
                     *           "The name field is required."
                     *         ],
                     *         "slug": [
                     *           "The slug field is required."
                     *         ],
                     *         "domain": [
                     *           "The domain field is required."
                     *         ],
                     *         "status": [
                     *           "The status field is required."
                     *         ],
                     *         "timezone": [
                     *           "The timezone field is required."
                     *         ],
                     *         "max_extensions": [
                     *           "The max extensions field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listFreeNumbers: {
        parameters: {
            query: {
                /**
                 * @description The first number to look at. Digits alone; `0100` is another number than `100`.
                 * @example 1000
                 */
                from: string;
                /**
                 * @description The last one, of as many digits, and at most 1,000,000 numbers on.
                 * @example 1999
                 */
                to: string;
                /**
                 * @description At most so many numbers, and so many ranges.
                 * @example 10
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the tenant.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The free numbers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Free numbers fetched successfully.",
                     *       "data": {
                     *         "numbers": [
                     *           "1000",
                     *           "1003"
                     *         ],
                     *         "ranges": [
                     *           {
                     *             "from": "1000",
                     *             "to": "1000",
                     *             "count": 1
                     *           },
                     *           {
                     *             "from": "1003",
                     *             "to": "1999",
                     *             "count": 997
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Free numbers fetched successfully.";
                        data: components["schemas"]["FreeNumbers"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "to": [
                     *           "The to must not be less than the from."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "current_password": "the-password-of-the-first-start",
                 *       "password": "a heron walks 7 lakes"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description It is changed. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Set-Cookie": components["headers"]["SetCookie"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Password updated successfully."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Password updated successfully.";
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "current_password": [
                     *           "The current password field is required."
                     *         ],
                     *         "password": [
                     *           "The password field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    reauthenticate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "the-password-of-the-first-start"
                 *     }
                 */
                "application/json": components["schemas"]["Reauthentication"];
            };
        };
        responses: {
            /** @description It was shown. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Set-Cookie": components["headers"]["SetCookie"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Authenticated again."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Authenticated again.";
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "password": [
                     *           "The password field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /**
                 * @description At most so many; without it, all.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page before ended: the `Link` header of that page holds it.
                 * @example MjAyNi0xMS0yM1QyMTowMDowMC4xMjM0NTZaIDE
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sessions. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Sessions fetched successfully.",
                     *       "data": [
                     *         {
                     *           "id": 1,
                     *           "address": "192.0.2.1",
                     *           "user_agent": "Mozilla/5.0 (X11; Linux x86_64)",
                     *           "current": true,
                     *           "created_at": "2026-11-23T21:00:00.123456Z",
                     *           "last_used_at": "2026-11-23T21:00:00.123456Z",
                     *           "expires_at": "2026-11-23T21:00:00.123456Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Sessions fetched successfully.";
                        data: components["schemas"]["Session"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "limit": [
                     *           "The limit must be at least 1."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All are ended. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Set-Cookie": components["headers"]["SetCookie"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Sessions deleted successfully."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Sessions deleted successfully.";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the session.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is ended. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Session deleted successfully."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Session deleted successfully.";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What there is. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Second factor loaded successfully.",
                     *       "data": {
                     *         "active": true,
                     *         "recovery_codes_left": 3,
                     *         "required": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Second factor loaded successfully.";
                        data: components["schemas"]["SecondFactor"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    createSecondFactor: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What makes the codes. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Second factor created successfully.",
                     *       "data": {
                     *         "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
                     *         "uri": "otpauth://totp/Ringfence:admin%40ringfence.example?issuer=Ringfence&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Second factor created successfully.";
                        data: components["schemas"]["NewSecondFactor"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InUse"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "Idempotency-Key": [
                     *           "The Idempotency-Key must be 1 to 255 printable ASCII characters."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Set-Cookie": components["headers"]["SetCookie"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Second factor deleted successfully."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Second factor deleted successfully.";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    confirmSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "492039"
                 *     }
                 */
                "application/json": components["schemas"]["Confirmation"];
            };
        };
        responses: {
            /** @description Codes to keep. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Set-Cookie": components["headers"]["SetCookie"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Second factor confirmed successfully.",
                     *       "data": {
                     *         "recovery_codes": [
                     *           "T7vqPz3mXw8KdRy4HnJc",
                     *           "b9FqKe6nYt3XhWz7MpRd"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Second factor confirmed successfully.";
                        data: components["schemas"]["RecoveryCodes"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["InUse"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "code": [
                     *           "The code field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    renewRecoveryCodes: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Codes to keep. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Recovery codes updated successfully.",
                     *       "data": {
                     *         "recovery_codes": [
                     *           "T7vqPz3mXw8KdRy4HnJc",
                     *           "b9FqKe6nYt3XhWz7MpRd"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Recovery codes updated successfully.";
                        data: components["schemas"]["RecoveryCodes"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["KeyReused"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "Idempotency-Key": [
                     *           "The Idempotency-Key must be 1 to 255 printable ASCII characters."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTokens: {
        parameters: {
            query?: {
                /**
                 * @description Only those that contain it, in any letter case, in name.
                 * @example recep
                 */
                search?: string;
                /**
                 * @description At most so many; without it, all.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page before ended: the `Link` header of that page holds it.
                 * @example MjAyNi0xMS0yM1QyMTowMDowMC4xMjM0NTZaIDE
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tokens. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Tokens fetched successfully.",
                     *       "data": [
                     *         {
                     *           "id": 1,
                     *           "admin_id": 1,
                     *           "name": "Billing",
                     *           "prefix": "rf_b7Kqz",
                     *           "role": "tenant",
                     *           "tenant_id": 1,
                     *           "read_only": false,
                     *           "expires_at": "2026-11-23T21:00:00.123456Z",
                     *           "created_at": "2026-11-23T21:00:00.123456Z",
                     *           "last_used_at": "2026-11-23T21:00:00.123456Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Tokens fetched successfully.";
                        data: components["schemas"]["Token"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "limit": [
                     *           "The limit must be at least 1."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Billing",
                 *       "role": "tenant",
                 *       "tenant_id": 1,
                 *       "read_only": false,
                 *       "expires_at": "2036-01-01T00:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["TokenInput"];
            };
        };
        responses: {
            /** @description The new token. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Token created successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "admin_id": 1,
                     *         "name": "Billing",
                     *         "prefix": "rf_b7Kqz",
                     *         "role": "tenant",
                     *         "tenant_id": 1,
                     *         "read_only": false,
                     *         "expires_at": "2026-11-23T21:00:00.123456Z",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "last_used_at": "2026-11-23T21:00:00.123456Z",
                     *         "token": "rf_b7KqzM3nWx9TfYc2HvRjDp8LsGa6EuZk4BtN"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Token created successfully.";
                        data: components["schemas"]["NewToken"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["KeyReused"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "name": [
                     *           "The name field is required."
                     *         ],
                     *         "role": [
                     *           "The role field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the token.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Token loaded successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "admin_id": 1,
                     *         "name": "Billing",
                     *         "prefix": "rf_b7Kqz",
                     *         "role": "tenant",
                     *         "tenant_id": 1,
                     *         "read_only": false,
                     *         "expires_at": "2026-11-23T21:00:00.123456Z",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "last_used_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Token loaded successfully.";
                        data: components["schemas"]["Token"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the token.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Token deleted successfully."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Token deleted successfully.";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAdmins: {
        parameters: {
            query?: {
                /**
                 * @description Only those that contain it, in any letter case, in name and e-mail address.
                 * @example recep
                 */
                search?: string;
                /**
                 * @description Only those of this tenant.
                 * @example 1
                 */
                tenant_id?: number;
                /**
                 * @description Only those of this status.
                 * @example active
                 */
                status?: string;
                /**
                 * @description At most so many; without it, all.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page before ended: the `Link` header of that page holds it.
                 * @example MjAyNi0xMS0yM1QyMTowMDowMC4xMjM0NTZaIDE
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The admins. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Admins fetched successfully.",
                     *       "data": [
                     *         {
                     *           "id": 1,
                     *           "name": "Ada",
                     *           "email": "grace@ringfence.example",
                     *           "role": "viewer",
                     *           "tenant_id": null,
                     *           "status": "active",
                     *           "created_at": "2026-11-23T21:00:00.123456Z",
                     *           "updated_at": "2026-11-23T21:00:00.123456Z",
                     *           "second_factor": false
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Admins fetched successfully.";
                        data: components["schemas"]["Admin"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "limit": [
                     *           "The limit must be at least 1."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    createAdmin: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Ada",
                 *       "email": "grace@ringfence.example",
                 *       "role": "viewer",
                 *       "tenant_id": null,
                 *       "status": "active",
                 *       "password": "a heron walks 7 lakes"
                 *     }
                 */
                "application/json": components["schemas"]["AdminInput"];
            };
        };
        responses: {
            /** @description The new admin. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Admin created successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "name": "Ada",
                     *         "email": "grace@ringfence.example",
                     *         "role": "viewer",
                     *         "tenant_id": null,
                     *         "status": "active",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z",
                     *         "second_factor": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Admin created successfully.";
                        data: components["schemas"]["Admin"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["KeyReused"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "name": [
                     *           "The name field is required."
                     *         ],
                     *         "email": [
                     *           "The email field is required."
                     *         ],
                     *         "role": [
                     *           "The role field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showAdmin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the admin.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The admin. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Admin loaded successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "name": "Ada",
                     *         "email": "grace@ringfence.example",
                     *         "role": "viewer",
                     *         "tenant_id": null,
                     *         "status": "active",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z",
                     *         "second_factor": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Admin loaded successfully.";
                        data: components["schemas"]["Admin"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceAdmin: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the admin.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Ada",
                 *       "email": "grace@ringfence.example",
                 *       "role": "viewer",
                 *       "tenant_id": null,
                 *       "status": "active",
                 *       "password": "a heron walks 7 lakes"
                 *     }
                 */
                "application/json": components["schemas"]["AdminInput"];
            };
        };
        responses: {
            /** @description The admin as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Admin updated successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "name": "Ada",
                     *         "email": "grace@ringfence.example",
                     *         "role": "viewer",
                     *         "tenant_id": null,
                     *         "status": "active",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z",
                     *         "second_factor": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Admin updated successfully.";
                        data: components["schemas"]["Admin"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["InUse"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "name": [
                     *           "The name field is required."
                     *         ],
                     *         "email": [
                     *           "The email field is required."
                     *         ],
                     *         "role": [
                     *           "The role field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteAdmin: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the admin.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Admin deleted successfully."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Admin deleted successfully.";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InUse"];
            412: components["responses"]["Stale"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeAdmin: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the admin.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "tenant",
                 *       "tenant_id": 1
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["AdminChange"];
                /**
                 * @example {
                 *       "name": "Ada",
                 *       "email": "grace@ringfence.example",
                 *       "role": "viewer",
                 *       "tenant_id": null,
                 *       "status": "active",
                 *       "password": "a heron walks 7 lakes"
                 *     }
                 */
                "application/json": components["schemas"]["AdminInput"];
            };
        };
        responses: {
            /** @description The admin as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Admin updated successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "name": "Ada",
                     *         "email": "grace@ringfence.example",
                     *         "role": "viewer",
                     *         "tenant_id": null,
                     *         "status": "active",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z",
                     *         "second_factor": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Admin updated successfully.";
                        data: components["schemas"]["Admin"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["InUse"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "name": [
                     *           "The name field is required."
                     *         ],
                     *         "email": [
                     *           "The email field is required."
                     *         ],
                     *         "role": [
                     *           "The role field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteAdminSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the admin.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Second factor deleted successfully."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Second factor deleted successfully.";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listExtensions: {
        parameters: {
            query?: {
                /**
                 * @description Only those that contain it, in any letter case, in number, display name and e-mail address.
                 * @example recep
                 */
                search?: string;
                /**
                 * @description Only those of this tenant.
                 * @example 1
                 */
                tenant_id?: number;
                /**
                 * @description Only those of this status.
                 * @example active
                 */
                status?: string;
                /**
                 * @description Those that were deleted within 30 days and can be restored, instead of those that are there.
                 * @example only
                 */
                deleted?: "only";
                /**
                 * @description At most so many; without it, all.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page before ended: the `Link` header of that page holds it.
                 * @example MjAyNi0xMS0yM1QyMTowMDowMC4xMjM0NTZaIDE
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The extensions. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Extensions fetched successfully.",
                     *       "data": [
                     *         {
                     *           "id": 1,
                     *           "tenant_id": 1,
                     *           "extension_number": "7001",
                     *           "display_name": "Reception",
                     *           "email": "reception@acme.example",
                     *           "status": "active",
                     *           "voicemail_enabled": true,
                     *           "created_at": "2026-11-23T21:00:00.123456Z",
                     *           "updated_at": "2026-11-23T21:00:00.123456Z",
                     *           "tenant": {
                     *             "id": 1,
                     *             "name": "Acme Ltd",
                     *             "slug": "acme",
                     *             "domain": "acme.sip.example",
                     *             "status": "active",
                     *             "timezone": "Europe/Berlin",
                     *             "max_extensions": 50,
                     *             "settings": {
                     *               "music_on_hold": "jazz"
                     *             },
                     *             "created_at": "2026-11-23T21:00:00.123456Z",
                     *             "updated_at": "2026-11-23T21:00:00.123456Z"
                     *           },
                     *           "devices": [
                     *             {
                     *               "id": 1,
                     *               "extension_id": 1,
                     *               "label": "Front desk",
                     *               "mac_address": "00:15:65:ab:cd:ef",
                     *               "vendor": "Yealink",
                     *               "model": "T54W",
                     *               "user_agent": "Yealink SIP-T54W 96.86.0.20",
                     *               "contact": "sip:1001@192.0.2.10:5060",
                     *               "transport": "udp",
                     *               "received_from": "203.0.113.7:5060",
                     *               "registered_at": "2026-11-23T21:00:00.123456Z",
                     *               "expires_at": "2026-11-23T21:00:00.123456Z",
                     *               "online": true,
                     *               "created_at": "2026-11-23T21:00:00.123456Z",
                     *               "updated_at": "2026-11-23T21:00:00.123456Z"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Extensions fetched successfully.";
                        data: components["schemas"]["ExtensionRow"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "limit": [
                     *           "The limit must be at least 1."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    createExtension: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tenant_id": 1,
                 *       "extension_number": "7001",
                 *       "display_name": "Reception",
                 *       "email": "reception@acme.example",
                 *       "status": "active",
                 *       "voicemail_enabled": true,
                 *       "secret": "T7vqPz3mXw8KdRy4HnJc2bFs"
                 *     }
                 */
                "application/json": components["schemas"]["ExtensionInput"];
            };
        };
        responses: {
            /** @description The new extension. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Extension created successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "tenant_id": 1,
                     *         "extension_number": "7001",
                     *         "display_name": "Reception",
                     *         "email": "reception@acme.example",
                     *         "status": "active",
                     *         "voicemail_enabled": true,
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Extension created successfully.";
                        data: components["schemas"]["Extension"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["KeyReused"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "tenant_id": [
                     *           "The tenant id field is required."
                     *         ],
                     *         "extension_number": [
                     *           "The extension number field is required."
                     *         ],
                     *         "display_name": [
                     *           "The display name field is required."
                     *         ],
                     *         "status": [
                     *           "The status field is required."
                     *         ],
                     *         "secret": [
                     *           "The secret field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showExtension: {
        parameters: {
            query?: {
                /**
                 * @description How many of the newest calls to show.
                 * @example 10
                 */
                cdrs_limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the extension.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The extension. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Extension loaded successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "tenant_id": 1,
                     *         "extension_number": "7001",
                     *         "display_name": "Reception",
                     *         "email": "reception@acme.example",
                     *         "status": "active",
                     *         "voicemail_enabled": true,
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z",
                     *         "tenant": {
                     *           "id": 1,
                     *           "name": "Acme Ltd",
                     *           "slug": "acme",
                     *           "domain": "acme.sip.example",
                     *           "status": "active",
                     *           "timezone": "Europe/Berlin",
                     *           "max_extensions": 50,
                     *           "settings": {
                     *             "music_on_hold": "jazz"
                     *           },
                     *           "created_at": "2026-11-23T21:00:00.123456Z",
                     *           "updated_at": "2026-11-23T21:00:00.123456Z"
                     *         },
                     *         "devices": [
                     *           {
                     *             "id": 1,
                     *             "extension_id": 1,
                     *             "label": "Front desk",
                     *             "mac_address": "00:15:65:ab:cd:ef",
                     *             "vendor": "Yealink",
                     *             "model": "T54W",
                     *             "user_agent": "Yealink SIP-T54W 96.86.0.20",
                     *             "contact": "sip:1001@192.0.2.10:5060",
                     *             "transport": "udp",
                     *             "received_from": "203.0.113.7:5060",
                     *             "registered_at": "2026-11-23T21:00:00.123456Z",
                     *             "expires_at": "2026-11-23T21:00:00.123456Z",
                     *             "online": true,
                     *             "created_at": "2026-11-23T21:00:00.123456Z",
                     *             "updated_at": "2026-11-23T21:00:00.123456Z"
                     *           }
                     *         ],
                     *         "queueAgents": [
                     *           {
                     *             "id": 1,
                     *             "queue_id": 1,
                     *             "extension_id": 1,
                     *             "penalty": 0,
                     *             "status": "active",
                     *             "created_at": "2026-11-23T21:00:00.123456Z",
                     *             "updated_at": "2026-11-23T21:00:00.123456Z",
                     *             "queue": {
                     *               "id": 1,
                     *               "tenant_id": 1,
                     *               "name": "Support",
                     *               "queue_number": "8000",
                     *               "strategy": "ringall",
                     *               "timeout": 20,
                     *               "status": "active",
                     *               "created_at": "2026-11-23T21:00:00.123456Z",
                     *               "updated_at": "2026-11-23T21:00:00.123456Z"
                     *             }
                     *           }
                     *         ],
                     *         "cdrs": [
                     *           {
                     *             "id": 1,
                     *             "tenant_id": 1,
                     *             "extension_id": 1,
                     *             "caller_number": "+4930123456",
                     *             "destination_number": "1001",
                     *             "direction": "inbound",
                     *             "disposition": "answered",
                     *             "duration_seconds": 63,
                     *             "bill_seconds": 63,
                     *             "cost": 0.042,
                     *             "started_at": "2026-11-23T21:00:00.123456Z",
                     *             "ended_at": "2026-11-23T21:00:00.123456Z",
                     *             "call_id": "a84b4c76e66710",
                     *             "created_at": "2026-11-23T21:00:00.123456Z",
                     *             "updated_at": "2026-11-23T21:00:00.123456Z"
                     *           }
                     *         ],
                     *         "cdrs_count": 3
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Extension loaded successfully.";
                        data: components["schemas"]["ExtensionDetail"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "cdrs_limit": [
                     *           "The cdrs limit must be at least 0."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceExtension: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the extension.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tenant_id": 1,
                 *       "extension_number": "7001",
                 *       "display_name": "Reception",
                 *       "email": "reception@acme.example",
                 *       "status": "active",
                 *       "voicemail_enabled": true,
                 *       "secret": "T7vqPz3mXw8KdRy4HnJc2bFs"
                 *     }
                 */
                "application/json": components["schemas"]["ExtensionInput"];
            };
        };
        responses: {
            /** @description The extension as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Extension updated successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "tenant_id": 1,
                     *         "extension_number": "7001",
                     *         "display_name": "Reception",
                     *         "email": "reception@acme.example",
                     *         "status": "active",
                     *         "voicemail_enabled": true,
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Extension updated successfully.";
                        data: components["schemas"]["Extension"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "tenant_id": [
                     *           "The tenant id field is required."
                     *         ],
                     *         "extension_number": [
                     *           "The extension number field is required."
                     *         ],
                     *         "display_name": [
                     *           "The display name field is required."
                     *         ],
                     *         "status": [
                     *           "The status field is required."
                     *         ],
                     *         "secret": [
                     *           "The secret field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteExtension: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the extension.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Extension deleted successfully."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Extension deleted successfully.";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["Stale"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeExtension: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the extension.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "display_name": "Front desk",
                 *       "email": null
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["ExtensionChange"];
                /**
                 * @example {
                 *       "tenant_id": 1,
                 *       "extension_number": "7001",
                 *       "display_name": "Reception",
                 *       "email": "reception@acme.example",
                 *       "status": "active",
                 *       "voicemail_enabled": true,
                 *       "secret": "T7vqPz3mXw8KdRy4HnJc2bFs"
                 *     }
                 */
                "application/json": components["schemas"]["ExtensionInput"];
            };
        };
        responses: {
            /** @description The extension as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Extension updated successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "tenant_id": 1,
                     *         "extension_number": "7001",
                     *         "display_name": "Reception",
                     *         "email": "reception@acme.example",
                     *         "status": "active",
                     *         "voicemail_enabled": true,
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Extension updated successfully.";
                        data: components["schemas"]["Extension"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "tenant_id": [
                     *           "The tenant id field is required."
                     *         ],
                     *         "extension_number": [
                     *           "The extension number field is required."
                     *         ],
                     *         "display_name": [
                     *           "The display name field is required."
                     *         ],
                     *         "status": [
                     *           "The status field is required."
                     *         ],
                     *         "secret": [
                     *           "The secret field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    revealExtensionSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the extension.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Extension secret loaded successfully.",
                     *       "data": {
                     *         "secret": "T7vqPz3mXw8KdRy4HnJc2bFs"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Extension secret loaded successfully.";
                        data: {
                            /** @description The SIP password in clear. */
                            secret: string;
                        };
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    rotateExtensionSecret: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the extension.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new secret. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Extension secret updated successfully.",
                     *       "data": {
                     *         "secret": "T7vqPz3mXw8KdRy4HnJc2bFs"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Extension secret updated successfully.";
                        data: {
                            /** @description The SIP password in clear. */
                            secret: string;
                        };
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["KeyReused"];
            412: components["responses"]["Stale"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "Idempotency-Key": [
                     *           "The Idempotency-Key must be 1 to 255 printable ASCII characters."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    restoreExtension: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the extension.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The extension as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Extension restored successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "tenant_id": 1,
                     *         "extension_number": "1001",
                     *         "display_name": "Reception",
                     *         "email": "reception@acme.example",
                     *         "status": "active",
                     *         "voicemail_enabled": true,
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Extension restored successfully.";
                        data: components["schemas"]["Extension"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["KeyReused"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "extension_number": [
                     *           "The extension number has already been taken."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listExtensionHistory: {
        parameters: {
            query?: {
                /**
                 * @description At most so many; without it, all.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page before ended: the `Link` header of that page holds it.
                 * @example MjAyNi0xMS0yM1QyMTowMDowMC4xMjM0NTZaIDE
                 */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the extension.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Audit entries fetched successfully.",
                     *       "data": [
                     *         {
                     *           "id": 1,
                     *           "at": "2026-11-23T21:00:00.123456Z",
                     *           "action": "extension.updated",
                     *           "target": "extension",
                     *           "target_id": 1,
                     *           "tenant_id": 1,
                     *           "actor_id": 1,
                     *           "actor": "admin@ringfence.example",
                     *           "address": "192.0.2.1",
                     *           "request_id": "7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11",
                     *           "changes": {
                     *             "display_name": {
                     *               "from": "Reception",
                     *               "to": "Front desk"
                     *             },
                     *             "secret": {
                     *               "from": null,
                     *               "to": "changed"
                     *             }
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Audit entries fetched successfully.";
                        data: components["schemas"]["AuditEntry"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "limit": [
                     *           "The limit must be at least 1."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    exportExtensions: {
        parameters: {
            query?: {
                /**
                 * @description Only those that contain it, in any letter case, in number, display name and e-mail address.
                 * @example recep
                 */
                search?: string;
                /**
                 * @description Only those of this tenant.
                 * @example 1
                 */
                tenant_id?: number;
                /**
                 * @description Only those of this status.
                 * @example active
                 */
                status?: string;
                /**
                 * @description What to export as.
                 * @example csv
                 */
                format?: "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example tenant_id,tenant,extension_number,display_name,email,status,voicemail_enabled
                     *     1,acme,1001,Reception,reception@acme.example,active,true
                     */
                    "text/csv": string;
                    /** @example {"tenant_id":1,"tenant":"acme","extension_number":"1001","display_name":"Reception","email":"reception@acme.example","status":"active","voicemail_enabled":true} */
                    "application/x-ndjson": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "format": [
                     *           "The selected format is invalid."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    importExtensions: {
        parameters: {
            query?: {
                /**
                 * @description Whether to do it all and then undo it, to see what would happen.
                 * @example true
                 */
                dry_run?: boolean;
                /**
                 * @description `abort` does all or nothing, `skip` leaves out the rows at fault.
                 * @example skip
                 */
                on_error?: "abort" | "skip";
                /**
                 * @description Whether new extensions without a secret get one, which the answer shows this once.
                 * @example true
                 */
                generate_secrets?: boolean;
            };
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example action,tenant_id,extension_number,display_name,email,status,voicemail_enabled,secret
                 *     create,1,7201,Reception,reception@acme.example,active,true,T7vqPz3mXw8KdRy4HnJc2bFs
                 */
                "text/csv": string;
                /** @example {"action":"create","tenant_id":1,"extension_number":"7202","display_name":"Reception","email":"reception@acme.example","status":"active","voicemail_enabled":true,"secret":"T7vqPz3mXw8KdRy4HnJc2bFs"} */
                "application/x-ndjson": string;
                /** @example {"action":"create","tenant_id":1,"extension_number":"7203","display_name":"Reception","email":"reception@acme.example","status":"active","voicemail_enabled":true,"secret":"T7vqPz3mXw8KdRy4HnJc2bFs"} */
                "application/ndjson": string;
            };
        };
        responses: {
            /** @description What was done, or with `dry_run` would be. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Extensions imported successfully.",
                     *       "data": {
                     *         "dry_run": false,
                     *         "rows": 3,
                     *         "created": 1,
                     *         "updated": 1,
                     *         "deleted": 0,
                     *         "unchanged": 0,
                     *         "failed": 1,
                     *         "errors_count": 1,
                     *         "errors": [
                     *           {
                     *             "line": 4,
                     *             "column": "email",
                     *             "message": "The email must be a valid email address."
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Extensions imported successfully." | "Extensions checked successfully.";
                        data: components["schemas"]["ExtensionImportReport"];
                    };
                };
            };
            400: components["responses"]["BadText"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["KeyReused"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "file": [
                     *           "Rows at fault: 1. Nothing was changed."
                     *         ]
                     *       },
                     *       "data": {
                     *         "dry_run": false,
                     *         "rows": 3,
                     *         "created": 0,
                     *         "updated": 0,
                     *         "deleted": 0,
                     *         "unchanged": 0,
                     *         "failed": 1,
                     *         "errors_count": 1,
                     *         "errors": [
                     *           {
                     *             "line": 4,
                     *             "column": "email",
                     *             "message": "The email must be a valid email address."
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ImportError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    createExtensionRange: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tenant_id": 1,
                 *       "from": "7100",
                 *       "to": "7109",
                 *       "display_name": "Desk {number}",
                 *       "email": "desk{number}@acme.example",
                 *       "status": "active",
                 *       "voicemail_enabled": true
                 *     }
                 */
                "application/json": components["schemas"]["ExtensionRangeInput"];
            };
        };
        responses: {
            /** @description The new extensions. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Extensions created successfully.",
                     *       "data": {
                     *         "extensions": [
                     *           {
                     *             "id": 1,
                     *             "tenant_id": 1,
                     *             "extension_number": "1001",
                     *             "display_name": "Reception",
                     *             "email": "reception@acme.example",
                     *             "status": "active",
                     *             "voicemail_enabled": true,
                     *             "created_at": "2026-11-23T21:00:00.123456Z",
                     *             "updated_at": "2026-11-23T21:00:00.123456Z"
                     *           }
                     *         ],
                     *         "secrets": [
                     *           {
                     *             "extension_number": "1001",
                     *             "secret": "T7vqPz3mXw8KdRy4HnJc2bFs"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Extensions created successfully.";
                        data: components["schemas"]["ExtensionRange"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["KeyReused"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "tenant_id": [
                     *           "The tenant id field is required."
                     *         ],
                     *         "from": [
                     *           "The from field is required."
                     *         ],
                     *         "to": [
                     *           "The to field is required."
                     *         ],
                     *         "display_name": [
                     *           "The display name field is required."
                     *         ],
                     *         "status": [
                     *           "The status field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDevices: {
        parameters: {
            query?: {
                /**
                 * @description Only those that contain it, in any letter case, in label, MAC address, user agent and contact.
                 * @example recep
                 */
                search?: string;
                /**
                 * @description Only those of this tenant.
                 * @example 1
                 */
                tenant_id?: number;
                /**
                 * @description Only those of this extension.
                 * @example 1
                 */
                extension_id?: number;
                /**
                 * @description At most so many; without it, all.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page before ended: the `Link` header of that page holds it.
                 * @example MjAyNi0xMS0yM1QyMTowMDowMC4xMjM0NTZaIDE
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The devices. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Devices fetched successfully.",
                     *       "data": [
                     *         {
                     *           "id": 1,
                     *           "extension_id": 1,
                     *           "label": "Front desk",
                     *           "mac_address": "00:15:65:ab:cd:ef",
                     *           "vendor": "Yealink",
                     *           "model": "T54W",
                     *           "user_agent": "Yealink SIP-T54W 96.86.0.20",
                     *           "contact": "sip:1001@192.0.2.10:5060",
                     *           "transport": "udp",
                     *           "received_from": "203.0.113.7:5060",
                     *           "registered_at": "2026-11-23T21:00:00.123456Z",
                     *           "expires_at": "2026-11-23T21:00:00.123456Z",
                     *           "online": true,
                     *           "created_at": "2026-11-23T21:00:00.123456Z",
                     *           "updated_at": "2026-11-23T21:00:00.123456Z",
                     *           "extension": {
                     *             "id": 1,
                     *             "tenant_id": 1,
                     *             "extension_number": "1001",
                     *             "display_name": "Reception",
                     *             "email": "reception@acme.example",
                     *             "status": "active",
                     *             "voicemail_enabled": true,
                     *             "created_at": "2026-11-23T21:00:00.123456Z",
                     *             "updated_at": "2026-11-23T21:00:00.123456Z"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Devices fetched successfully.";
                        data: components["schemas"]["DeviceRow"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "limit": [
                     *           "The limit must be at least 1."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    createDevice: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "extension_id": 1,
                 *       "label": "Front desk",
                 *       "mac_address": "00:15:65:ab:cd:ef",
                 *       "vendor": "Yealink",
                 *       "model": "T54W"
                 *     }
                 */
                "application/json": components["schemas"]["DeviceInput"];
            };
        };
        responses: {
            /** @description The new device. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Device created successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "extension_id": 1,
                     *         "label": "Front desk",
                     *         "mac_address": "00:15:65:ab:cd:ef",
                     *         "vendor": "Yealink",
                     *         "model": "T54W",
                     *         "user_agent": "Yealink SIP-T54W 96.86.0.20",
                     *         "contact": "sip:1001@192.0.2.10:5060",
                     *         "transport": "udp",
                     *         "received_from": "203.0.113.7:5060",
                     *         "registered_at": "2026-11-23T21:00:00.123456Z",
                     *         "expires_at": "2026-11-23T21:00:00.123456Z",
                     *         "online": true,
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Device created successfully.";
                        data: components["schemas"]["Device"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["KeyReused"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "extension_id": [
                     *           "The extension id field is required."
                     *         ],
                     *         "label": [
                     *           "The label field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the device.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The device. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Device loaded successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "extension_id": 1,
                     *         "label": "Front desk",
                     *         "mac_address": "00:15:65:ab:cd:ef",
                     *         "vendor": "Yealink",
                     *         "model": "T54W",
                     *         "user_agent": "Yealink SIP-T54W 96.86.0.20",
                     *         "contact": "sip:1001@192.0.2.10:5060",
                     *         "transport": "udp",
                     *         "received_from": "203.0.113.7:5060",
                     *         "registered_at": "2026-11-23T21:00:00.123456Z",
                     *         "expires_at": "2026-11-23T21:00:00.123456Z",
                     *         "online": true,
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z",
                     *         "extension": {
                     *           "id": 1,
                     *           "tenant_id": 1,
                     *           "extension_number": "1001",
                     *           "display_name": "Reception",
                     *           "email": "reception@acme.example",
                     *           "status": "active",
                     *           "voicemail_enabled": true,
                     *           "created_at": "2026-11-23T21:00:00.123456Z",
                     *           "updated_at": "2026-11-23T21:00:00.123456Z"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Device loaded successfully.";
                        data: components["schemas"]["DeviceRow"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceDevice: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the device.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "extension_id": 1,
                 *       "label": "Front desk",
                 *       "mac_address": "00:15:65:ab:cd:ef",
                 *       "vendor": "Yealink",
                 *       "model": "T54W"
                 *     }
                 */
                "application/json": components["schemas"]["DeviceInput"];
            };
        };
        responses: {
            /** @description The device as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Device updated successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "extension_id": 1,
                     *         "label": "Front desk",
                     *         "mac_address": "00:15:65:ab:cd:ef",
                     *         "vendor": "Yealink",
                     *         "model": "T54W",
                     *         "user_agent": "Yealink SIP-T54W 96.86.0.20",
                     *         "contact": "sip:1001@192.0.2.10:5060",
                     *         "transport": "udp",
                     *         "received_from": "203.0.113.7:5060",
                     *         "registered_at": "2026-11-23T21:00:00.123456Z",
                     *         "expires_at": "2026-11-23T21:00:00.123456Z",
                     *         "online": true,
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Device updated successfully.";
                        data: components["schemas"]["Device"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "extension_id": [
                     *           "The extension id field is required."
                     *         ],
                     *         "label": [
                     *           "The label field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteDevice: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the device.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Device deleted successfully."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Device deleted successfully.";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["Stale"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeDevice: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the device.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "label": "Lobby",
                 *       "mac_address": null
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["DeviceChange"];
                /**
                 * @example {
                 *       "extension_id": 1,
                 *       "label": "Front desk",
                 *       "mac_address": "00:15:65:ab:cd:ef",
                 *       "vendor": "Yealink",
                 *       "model": "T54W"
                 *     }
                 */
                "application/json": components["schemas"]["DeviceInput"];
            };
        };
        responses: {
            /** @description The device as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Device updated successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "extension_id": 1,
                     *         "label": "Front desk",
                     *         "mac_address": "00:15:65:ab:cd:ef",
                     *         "vendor": "Yealink",
                     *         "model": "T54W",
                     *         "user_agent": "Yealink SIP-T54W 96.86.0.20",
                     *         "contact": "sip:1001@192.0.2.10:5060",
                     *         "transport": "udp",
                     *         "received_from": "203.0.113.7:5060",
                     *         "registered_at": "2026-11-23T21:00:00.123456Z",
                     *         "expires_at": "2026-11-23T21:00:00.123456Z",
                     *         "online": true,
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Device updated successfully.";
                        data: components["schemas"]["Device"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "extension_id": [
                     *           "The extension id field is required."
                     *         ],
                     *         "label": [
                     *           "The label field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    endDeviceRegistration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the device.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is thrown off. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Device registration deleted successfully."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Device registration deleted successfully.";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    provisionDevice: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the device.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "valid_minutes": 60
                 *     }
                 */
                "application/json": components["schemas"]["ProvisioningInput"];
            };
        };
        responses: {
            /** @description The new link. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Provisioning link created successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "device_id": 1,
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "expires_at": "2026-11-23T21:00:00.123456Z",
                     *         "url": "https://pbx.example.com/provision/b7KqzM3nWx9TfYc2HvRjDp8LsGa6EuZk4BtN/",
                     *         "files": [
                     *           "https://pbx.example.com/provision/b7KqzM3nWx9TfYc2HvRjDp8LsGa6EuZk4BtN/001565abcdef.cfg"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Provisioning link created successfully.";
                        data: components["schemas"]["ProvisioningLink"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["KeyReused"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "valid_minutes": [
                     *           "The valid minutes must be at least 1."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listQueues: {
        parameters: {
            query?: {
                /**
                 * @description Only those that contain it, in any letter case, in name, number and strategy.
                 * @example recep
                 */
                search?: string;
                /**
                 * @description Only those of this tenant.
                 * @example 1
                 */
                tenant_id?: number;
                /**
                 * @description Only those of this status.
                 * @example active
                 */
                status?: string;
                /**
                 * @description At most so many; without it, all.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page before ended: the `Link` header of that page holds it.
                 * @example MjAyNi0xMS0yM1QyMTowMDowMC4xMjM0NTZaIDE
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The queues. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Queues fetched successfully.",
                     *       "data": [
                     *         {
                     *           "id": 1,
                     *           "tenant_id": 1,
                     *           "name": "Support",
                     *           "queue_number": "8100",
                     *           "strategy": "ringall",
                     *           "timeout": 20,
                     *           "status": "active",
                     *           "created_at": "2026-11-23T21:00:00.123456Z",
                     *           "updated_at": "2026-11-23T21:00:00.123456Z",
                     *           "tenant": {
                     *             "id": 1,
                     *             "name": "Acme Ltd",
                     *             "slug": "acme",
                     *             "domain": "acme.sip.example",
                     *             "status": "active",
                     *             "timezone": "Europe/Berlin",
                     *             "max_extensions": 50,
                     *             "settings": {
                     *               "music_on_hold": "jazz"
                     *             },
                     *             "created_at": "2026-11-23T21:00:00.123456Z",
                     *             "updated_at": "2026-11-23T21:00:00.123456Z"
                     *           },
                     *           "agents": [
                     *             {
                     *               "id": 1,
                     *               "queue_id": 1,
                     *               "extension_id": 1,
                     *               "penalty": 0,
                     *               "status": "active",
                     *               "created_at": "2026-11-23T21:00:00.123456Z",
                     *               "updated_at": "2026-11-23T21:00:00.123456Z"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Queues fetched successfully.";
                        data: components["schemas"]["QueueRow"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "limit": [
                     *           "The limit must be at least 1."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    createQueue: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tenant_id": 1,
                 *       "name": "Support",
                 *       "queue_number": "8100",
                 *       "strategy": "ringall",
                 *       "timeout": 20,
                 *       "status": "active"
                 *     }
                 */
                "application/json": components["schemas"]["QueueInput"];
            };
        };
        responses: {
            /** @description The new queue. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Queue created successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "tenant_id": 1,
                     *         "name": "Support",
                     *         "queue_number": "8100",
                     *         "strategy": "ringall",
                     *         "timeout": 20,
                     *         "status": "active",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Queue created successfully.";
                        data: components["schemas"]["Queue"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["KeyReused"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "tenant_id": [
                     *           "The tenant id field is required."
                     *         ],
                     *         "name": [
                     *           "The name field is required."
                     *         ],
                     *         "queue_number": [
                     *           "The queue number field is required."
                     *         ],
                     *         "strategy": [
                     *           "The strategy field is required."
                     *         ],
                     *         "timeout": [
                     *           "The timeout field is required."
                     *         ],
                     *         "status": [
                     *           "The status field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the queue.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The queue. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Queue loaded successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "tenant_id": 1,
                     *         "name": "Support",
                     *         "queue_number": "8100",
                     *         "strategy": "ringall",
                     *         "timeout": 20,
                     *         "status": "active",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z",
                     *         "tenant": {
                     *           "id": 1,
                     *           "name": "Acme Ltd",
                     *           "slug": "acme",
                     *           "domain": "acme.sip.example",
                     *           "status": "active",
                     *           "timezone": "Europe/Berlin",
                     *           "max_extensions": 50,
                     *           "settings": {
                     *             "music_on_hold": "jazz"
                     *           },
                     *           "created_at": "2026-11-23T21:00:00.123456Z",
                     *           "updated_at": "2026-11-23T21:00:00.123456Z"
                     *         },
                     *         "agents": [
                     *           {
                     *             "id": 1,
                     *             "queue_id": 1,
                     *             "extension_id": 1,
                     *             "penalty": 0,
                     *             "status": "active",
                     *             "created_at": "2026-11-23T21:00:00.123456Z",
                     *             "updated_at": "2026-11-23T21:00:00.123456Z"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Queue loaded successfully.";
                        data: components["schemas"]["QueueRow"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceQueue: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the queue.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tenant_id": 1,
                 *       "name": "Support",
                 *       "queue_number": "8100",
                 *       "strategy": "ringall",
                 *       "timeout": 20,
                 *       "status": "active"
                 *     }
                 */
                "application/json": components["schemas"]["QueueInput"];
            };
        };
        responses: {
            /** @description The queue as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Queue updated successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "tenant_id": 1,
                     *         "name": "Support",
                     *         "queue_number": "8100",
                     *         "strategy": "ringall",
                     *         "timeout": 20,
                     *         "status": "active",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Queue updated successfully.";
                        data: components["schemas"]["Queue"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "tenant_id": [
                     *           "The tenant id field is required."
                     *         ],
                     *         "name": [
                     *           "The name field is required."
                     *         ],
                     *         "queue_number": [
                     *           "The queue number field is required."
                     *         ],
                     *         "strategy": [
                     *           "The strategy field is required."
                     *         ],
                     *         "timeout": [
                     *           "The timeout field is required."
                     *         ],
                     *         "status": [
                     *           "The status field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteQueue: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the queue.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Queue deleted successfully."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Queue deleted successfully.";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["Stale"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeQueue: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the queue.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "strategy": "roundrobin",
                 *       "timeout": 30
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["QueueChange"];
                /**
                 * @example {
                 *       "tenant_id": 1,
                 *       "name": "Support",
                 *       "queue_number": "8100",
                 *       "strategy": "ringall",
                 *       "timeout": 20,
                 *       "status": "active"
                 *     }
                 */
                "application/json": components["schemas"]["QueueInput"];
            };
        };
        responses: {
            /** @description The queue as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Queue updated successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "tenant_id": 1,
                     *         "name": "Support",
                     *         "queue_number": "8100",
                     *         "strategy": "ringall",
                     *         "timeout": 20,
                     *         "status": "active",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Queue updated successfully.";
                        data: components["schemas"]["Queue"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "tenant_id": [
                     *           "The tenant id field is required."
                     *         ],
                     *         "name": [
                     *           "The name field is required."
                     *         ],
                     *         "queue_number": [
                     *           "The queue number field is required."
                     *         ],
                     *         "strategy": [
                     *           "The strategy field is required."
                     *         ],
                     *         "timeout": [
                     *           "The timeout field is required."
                     *         ],
                     *         "status": [
                     *           "The status field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listQueueAgents: {
        parameters: {
            query?: {
                /**
                 * @description Only those of this tenant.
                 * @example 1
                 */
                tenant_id?: number;
                /**
                 * @description Only those of this queue.
                 * @example 1
                 */
                queue_id?: number;
                /**
                 * @description Only those of this extension.
                 * @example 1
                 */
                extension_id?: number;
                /**
                 * @description At most so many; without it, all.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page before ended: the `Link` header of that page holds it.
                 * @example MjAyNi0xMS0yM1QyMTowMDowMC4xMjM0NTZaIDE
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The queue agents. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Queue agents fetched successfully.",
                     *       "data": [
                     *         {
                     *           "id": 1,
                     *           "queue_id": 1,
                     *           "extension_id": 1,
                     *           "penalty": 0,
                     *           "status": "active",
                     *           "created_at": "2026-11-23T21:00:00.123456Z",
                     *           "updated_at": "2026-11-23T21:00:00.123456Z",
                     *           "queue": {
                     *             "id": 1,
                     *             "tenant_id": 1,
                     *             "name": "Support",
                     *             "queue_number": "8000",
                     *             "strategy": "ringall",
                     *             "timeout": 20,
                     *             "status": "active",
                     *             "created_at": "2026-11-23T21:00:00.123456Z",
                     *             "updated_at": "2026-11-23T21:00:00.123456Z"
                     *           },
                     *           "extension": {
                     *             "id": 1,
                     *             "tenant_id": 1,
                     *             "extension_number": "1001",
                     *             "display_name": "Reception",
                     *             "email": "reception@acme.example",
                     *             "status": "active",
                     *             "voicemail_enabled": true,
                     *             "created_at": "2026-11-23T21:00:00.123456Z",
                     *             "updated_at": "2026-11-23T21:00:00.123456Z"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Queue agents fetched successfully.";
                        data: components["schemas"]["QueueAgentRow"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "limit": [
                     *           "The limit must be at least 1."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    createQueueAgent: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "queue_id": 1,
                 *       "extension_id": 1,
                 *       "penalty": 0,
                 *       "status": "active"
                 *     }
                 */
                "application/json": components["schemas"]["QueueAgentInput"];
            };
        };
        responses: {
            /** @description The new queue agent. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Queue agent created successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "queue_id": 1,
                     *         "extension_id": 1,
                     *         "penalty": 0,
                     *         "status": "active",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Queue agent created successfully.";
                        data: components["schemas"]["QueueAgent"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["KeyReused"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "queue_id": [
                     *           "The queue id field is required."
                     *         ],
                     *         "extension_id": [
                     *           "The extension id field is required."
                     *         ],
                     *         "status": [
                     *           "The status field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showQueueAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the queue agent.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The queue agent. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Queue agent loaded successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "queue_id": 1,
                     *         "extension_id": 1,
                     *         "penalty": 0,
                     *         "status": "active",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z",
                     *         "queue": {
                     *           "id": 1,
                     *           "tenant_id": 1,
                     *           "name": "Support",
                     *           "queue_number": "8000",
                     *           "strategy": "ringall",
                     *           "timeout": 20,
                     *           "status": "active",
                     *           "created_at": "2026-11-23T21:00:00.123456Z",
                     *           "updated_at": "2026-11-23T21:00:00.123456Z"
                     *         },
                     *         "extension": {
                     *           "id": 1,
                     *           "tenant_id": 1,
                     *           "extension_number": "1001",
                     *           "display_name": "Reception",
                     *           "email": "reception@acme.example",
                     *           "status": "active",
                     *           "voicemail_enabled": true,
                     *           "created_at": "2026-11-23T21:00:00.123456Z",
                     *           "updated_at": "2026-11-23T21:00:00.123456Z"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Queue agent loaded successfully.";
                        data: components["schemas"]["QueueAgentRow"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceQueueAgent: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the queue agent.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "queue_id": 1,
                 *       "extension_id": 1,
                 *       "penalty": 0,
                 *       "status": "active"
                 *     }
                 */
                "application/json": components["schemas"]["QueueAgentInput"];
            };
        };
        responses: {
            /** @description The queue agent as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Queue agent updated successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "queue_id": 1,
                     *         "extension_id": 1,
                     *         "penalty": 0,
                     *         "status": "active",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Queue agent updated successfully.";
                        data: components["schemas"]["QueueAgent"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "queue_id": [
                     *           "The queue id field is required."
                     *         ],
                     *         "extension_id": [
                     *           "The extension id field is required."
                     *         ],
                     *         "status": [
                     *           "The status field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteQueueAgent: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the queue agent.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Queue agent deleted successfully."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Queue agent deleted successfully.";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["Stale"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeQueueAgent: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the queue agent.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "penalty": 5,
                 *       "status": "paused"
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["QueueAgentChange"];
                /**
                 * @example {
                 *       "queue_id": 1,
                 *       "extension_id": 1,
                 *       "penalty": 0,
                 *       "status": "active"
                 *     }
                 */
                "application/json": components["schemas"]["QueueAgentInput"];
            };
        };
        responses: {
            /** @description The queue agent as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Queue agent updated successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "queue_id": 1,
                     *         "extension_id": 1,
                     *         "penalty": 0,
                     *         "status": "active",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Queue agent updated successfully.";
                        data: components["schemas"]["QueueAgent"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "queue_id": [
                     *           "The queue id field is required."
                     *         ],
                     *         "extension_id": [
                     *           "The extension id field is required."
                     *         ],
                     *         "status": [
                     *           "The status field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCdrs: {
        parameters: {
            query?: {
                /**
                 * @description Only those that contain it, in any letter case, in caller, destination, direction and disposition.
                 * @example recep
                 */
                search?: string;
                /**
                 * @description Only those of this tenant.
                 * @example 1
                 */
                tenant_id?: number;
                /**
                 * @description Only those of this extension.
                 * @example 1
                 */
                extension_id?: number;
                /**
                 * @description Only those with this in the number of the caller or of the called.
                 * @example 4930
                 */
                number?: string;
                /**
                 * @description Only those in this direction.
                 * @example inbound
                 */
                direction?: string;
                /**
                 * @description Only those that ended so.
                 * @example answered
                 */
                disposition?: string;
                /**
                 * @description Only those that began then or later.
                 * @example 2026-11-01T00:00:00Z
                 */
                from?: string;
                /**
                 * @description Only those that began before then.
                 * @example 2026-11-01T00:00:00Z
                 */
                to?: string;
                /**
                 * @description At most so many; without it, all.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page before ended: the `Link` header of that page holds it.
                 * @example MjAyNi0xMS0yM1QyMTowMDowMC4xMjM0NTZaIDE
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The CDRs. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "CDRs fetched successfully.",
                     *       "data": [
                     *         {
                     *           "id": 1,
                     *           "tenant_id": 1,
                     *           "extension_id": 1,
                     *           "caller_number": "+4930123456",
                     *           "destination_number": "1001",
                     *           "direction": "inbound",
                     *           "disposition": "answered",
                     *           "duration_seconds": 63,
                     *           "bill_seconds": 63,
                     *           "cost": 0.042,
                     *           "started_at": "2026-11-23T21:00:00.123456Z",
                     *           "ended_at": "2026-11-23T21:00:00.123456Z",
                     *           "call_id": "3c26700f-8e5d-4e0c",
                     *           "created_at": "2026-11-23T21:00:00.123456Z",
                     *           "updated_at": "2026-11-23T21:00:00.123456Z",
                     *           "tenant": {
                     *             "id": 1,
                     *             "name": "Acme Ltd",
                     *             "slug": "acme",
                     *             "domain": "acme.sip.example",
                     *             "status": "active",
                     *             "timezone": "Europe/Berlin",
                     *             "max_extensions": 50,
                     *             "settings": {
                     *               "music_on_hold": "jazz"
                     *             },
                     *             "created_at": "2026-11-23T21:00:00.123456Z",
                     *             "updated_at": "2026-11-23T21:00:00.123456Z"
                     *           },
                     *           "extension": {
                     *             "id": 1,
                     *             "tenant_id": 1,
                     *             "extension_number": "1001",
                     *             "display_name": "Reception",
                     *             "email": "reception@acme.example",
                     *             "status": "active",
                     *             "voicemail_enabled": true,
                     *             "created_at": "2026-11-23T21:00:00.123456Z",
                     *             "updated_at": "2026-11-23T21:00:00.123456Z"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "CDRs fetched successfully.";
                        data: components["schemas"]["CdrRow"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "limit": [
                     *           "The limit must be at least 1."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    createCdr: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tenant_id": 1,
                 *       "extension_id": 1,
                 *       "caller_number": "+4930123456",
                 *       "destination_number": "1001",
                 *       "direction": "inbound",
                 *       "disposition": "answered",
                 *       "duration_seconds": 63,
                 *       "bill_seconds": 63,
                 *       "cost": 0.042,
                 *       "started_at": "2026-11-23T21:00:00Z",
                 *       "ended_at": "2026-11-23T21:00:00Z",
                 *       "call_id": "3c26700f-8e5d-4e0c"
                 *     }
                 */
                "application/json": components["schemas"]["CdrInput"];
            };
        };
        responses: {
            /** @description The CDR that was there. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "CDR loaded successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "tenant_id": 1,
                     *         "extension_id": 1,
                     *         "caller_number": "+4930123456",
                     *         "destination_number": "1001",
                     *         "direction": "inbound",
                     *         "disposition": "answered",
                     *         "duration_seconds": 63,
                     *         "bill_seconds": 63,
                     *         "cost": 0.042,
                     *         "started_at": "2026-11-23T21:00:00.123456Z",
                     *         "ended_at": "2026-11-23T21:00:00.123456Z",
                     *         "call_id": "3c26700f-8e5d-4e0c",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "CDR loaded successfully.";
                        data: components["schemas"]["Cdr"];
                    };
                };
            };
            /** @description The new CDR. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "CDR created successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "tenant_id": 1,
                     *         "extension_id": 1,
                     *         "caller_number": "+4930123456",
                     *         "destination_number": "1001",
                     *         "direction": "inbound",
                     *         "disposition": "answered",
                     *         "duration_seconds": 63,
                     *         "bill_seconds": 63,
                     *         "cost": 0.042,
                     *         "started_at": "2026-11-23T21:00:00.123456Z",
                     *         "ended_at": "2026-11-23T21:00:00.123456Z",
                     *         "call_id": "3c26700f-8e5d-4e0c",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "CDR created successfully.";
                        data: components["schemas"]["Cdr"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["KeyReused"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "tenant_id": [
                     *           "The tenant id field is required."
                     *         ],
                     *         "caller_number": [
                     *           "The caller number field is required."
                     *         ],
                     *         "destination_number": [
                     *           "The destination number field is required."
                     *         ],
                     *         "direction": [
                     *           "The direction field is required."
                     *         ],
                     *         "disposition": [
                     *           "The disposition field is required."
                     *         ],
                     *         "duration_seconds": [
                     *           "The duration seconds field is required."
                     *         ],
                     *         "bill_seconds": [
                     *           "The bill seconds field is required."
                     *         ],
                     *         "cost": [
                     *           "The cost field is required."
                     *         ],
                     *         "started_at": [
                     *           "The started at field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showCdr: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the CDR.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The CDR. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "CDR loaded successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "tenant_id": 1,
                     *         "extension_id": 1,
                     *         "caller_number": "+4930123456",
                     *         "destination_number": "1001",
                     *         "direction": "inbound",
                     *         "disposition": "answered",
                     *         "duration_seconds": 63,
                     *         "bill_seconds": 63,
                     *         "cost": 0.042,
                     *         "started_at": "2026-11-23T21:00:00.123456Z",
                     *         "ended_at": "2026-11-23T21:00:00.123456Z",
                     *         "call_id": "3c26700f-8e5d-4e0c",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z",
                     *         "tenant": {
                     *           "id": 1,
                     *           "name": "Acme Ltd",
                     *           "slug": "acme",
                     *           "domain": "acme.sip.example",
                     *           "status": "active",
                     *           "timezone": "Europe/Berlin",
                     *           "max_extensions": 50,
                     *           "settings": {
                     *             "music_on_hold": "jazz"
                     *           },
                     *           "created_at": "2026-11-23T21:00:00.123456Z",
                     *           "updated_at": "2026-11-23T21:00:00.123456Z"
                     *         },
                     *         "extension": {
                     *           "id": 1,
                     *           "tenant_id": 1,
                     *           "extension_number": "1001",
                     *           "display_name": "Reception",
                     *           "email": "reception@acme.example",
                     *           "status": "active",
                     *           "voicemail_enabled": true,
                     *           "created_at": "2026-11-23T21:00:00.123456Z",
                     *           "updated_at": "2026-11-23T21:00:00.123456Z"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "CDR loaded successfully.";
                        data: components["schemas"]["CdrRow"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceCdr: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the CDR.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tenant_id": 1,
                 *       "extension_id": 1,
                 *       "caller_number": "+4930123456",
                 *       "destination_number": "1001",
                 *       "direction": "inbound",
                 *       "disposition": "answered",
                 *       "duration_seconds": 63,
                 *       "bill_seconds": 63,
                 *       "cost": 0.042,
                 *       "started_at": "2026-11-23T21:00:00Z",
                 *       "ended_at": "2026-11-23T21:00:00Z",
                 *       "call_id": "3c26700f-8e5d-4e0c"
                 *     }
                 */
                "application/json": components["schemas"]["CdrInput"];
            };
        };
        responses: {
            /** @description The CDR as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "CDR updated successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "tenant_id": 1,
                     *         "extension_id": 1,
                     *         "caller_number": "+4930123456",
                     *         "destination_number": "1001",
                     *         "direction": "inbound",
                     *         "disposition": "answered",
                     *         "duration_seconds": 63,
                     *         "bill_seconds": 63,
                     *         "cost": 0.042,
                     *         "started_at": "2026-11-23T21:00:00.123456Z",
                     *         "ended_at": "2026-11-23T21:00:00.123456Z",
                     *         "call_id": "3c26700f-8e5d-4e0c",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "CDR updated successfully.";
                        data: components["schemas"]["Cdr"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "tenant_id": [
                     *           "The tenant id field is required."
                     *         ],
                     *         "caller_number": [
                     *           "The caller number field is required."
                     *         ],
                     *         "destination_number": [
                     *           "The destination number field is required."
                     *         ],
                     *         "direction": [
                     *           "The direction field is required."
                     *         ],
                     *         "disposition": [
                     *           "The disposition field is required."
                     *         ],
                     *         "duration_seconds": [
                     *           "The duration seconds field is required."
                     *         ],
                     *         "bill_seconds": [
                     *           "The bill seconds field is required."
                     *         ],
                     *         "cost": [
                     *           "The cost field is required."
                     *         ],
                     *         "started_at": [
                     *           "The started at field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteCdr: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the CDR.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "CDR deleted successfully."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "CDR deleted successfully.";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["Stale"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeCdr: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the CDR.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cost": 0.05,
                 *       "disposition": "answered"
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["CdrChange"];
                /**
                 * @example {
                 *       "tenant_id": 1,
                 *       "extension_id": 1,
                 *       "caller_number": "+4930123456",
                 *       "destination_number": "1001",
                 *       "direction": "inbound",
                 *       "disposition": "answered",
                 *       "duration_seconds": 63,
                 *       "bill_seconds": 63,
                 *       "cost": 0.042,
                 *       "started_at": "2026-11-23T21:00:00Z",
                 *       "ended_at": "2026-11-23T21:00:00Z",
                 *       "call_id": "3c26700f-8e5d-4e0c"
                 *     }
                 */
                "application/json": components["schemas"]["CdrInput"];
            };
        };
        responses: {
            /** @description The CDR as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "CDR updated successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "tenant_id": 1,
                     *         "extension_id": 1,
                     *         "caller_number": "+4930123456",
                     *         "destination_number": "1001",
                     *         "direction": "inbound",
                     *         "disposition": "answered",
                     *         "duration_seconds": 63,
                     *         "bill_seconds": 63,
                     *         "cost": 0.042,
                     *         "started_at": "2026-11-23T21:00:00.123456Z",
                     *         "ended_at": "2026-11-23T21:00:00.123456Z",
                     *         "call_id": "3c26700f-8e5d-4e0c",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "CDR updated successfully.";
                        data: components["schemas"]["Cdr"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "tenant_id": [
                     *           "The tenant id field is required."
                     *         ],
                     *         "caller_number": [
                     *           "The caller number field is required."
                     *         ],
                     *         "destination_number": [
                     *           "The destination number field is required."
                     *         ],
                     *         "direction": [
                     *           "The direction field is required."
                     *         ],
                     *         "disposition": [
                     *           "The disposition field is required."
                     *         ],
                     *         "duration_seconds": [
                     *           "The duration seconds field is required."
                     *         ],
                     *         "bill_seconds": [
                     *           "The bill seconds field is required."
                     *         ],
                     *         "cost": [
                     *           "The cost field is required."
                     *         ],
                     *         "started_at": [
                     *           "The started at field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    createCdrBatch: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "tenant_id": 1,
                 *         "extension_id": null,
                 *         "caller_number": "+4930123456",
                 *         "destination_number": "1001",
                 *         "direction": "inbound",
                 *         "disposition": "answered",
                 *         "duration_seconds": 63,
                 *         "bill_seconds": 63,
                 *         "cost": 0.042,
                 *         "started_at": "2026-11-23T21:00:00Z",
                 *         "ended_at": "2026-11-23T21:00:00Z",
                 *         "call_id": "5f0c1d7e-batch-1"
                 *       },
                 *       {
                 *         "tenant_id": 1,
                 *         "extension_id": null,
                 *         "caller_number": "+4930123456",
                 *         "destination_number": "1001",
                 *         "direction": "inbound",
                 *         "disposition": "answered",
                 *         "duration_seconds": 63,
                 *         "bill_seconds": 63,
                 *         "cost": 0.042,
                 *         "started_at": "2026-11-23T21:00:00Z",
                 *         "ended_at": "2026-11-23T21:00:00Z",
                 *         "call_id": "5f0c1d7e-batch-2"
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["CdrInput"][];
                /**
                 * @example {"tenant_id":1,"extension_id":null,"caller_number":"+4930123456","destination_number":"1001","direction":"inbound","disposition":"answered","duration_seconds":63,"bill_seconds":63,"cost":0.042,"started_at":"2026-11-23T21:00:00Z","ended_at":"2026-11-23T21:00:00Z","call_id":"5f0c1d7e-batch-1"}
                 *     {"tenant_id":1,"extension_id":null,"caller_number":"+4930123456","destination_number":"1001","direction":"inbound","disposition":"answered","duration_seconds":63,"bill_seconds":63,"cost":0.042,"started_at":"2026-11-23T21:00:00Z","ended_at":"2026-11-23T21:00:00Z","call_id":"5f0c1d7e-batch-2"}
                 */
                "application/x-ndjson": string;
                /**
                 * @example {"tenant_id":1,"extension_id":null,"caller_number":"+4930123456","destination_number":"1001","direction":"inbound","disposition":"answered","duration_seconds":63,"bill_seconds":63,"cost":0.042,"started_at":"2026-11-23T21:00:00Z","ended_at":"2026-11-23T21:00:00Z","call_id":"5f0c1d7e-batch-1"}
                 *     {"tenant_id":1,"extension_id":null,"caller_number":"+4930123456","destination_number":"1001","direction":"inbound","disposition":"answered","duration_seconds":63,"bill_seconds":63,"cost":0.042,"started_at":"2026-11-23T21:00:00Z","ended_at":"2026-11-23T21:00:00Z","call_id":"5f0c1d7e-batch-2"}
                 */
                "application/ndjson": string;
            };
        };
        responses: {
            /** @description What came of it. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "CDRs created successfully.",
                     *       "data": {
                     *         "created": 2,
                     *         "existing": 0,
                     *         "failed": 0,
                     *         "errors": []
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "CDRs created successfully.";
                        data: components["schemas"]["CdrBatchResult"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["KeyReused"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "1.tenant_id": [
                     *           "The tenant id field is required."
                     *         ],
                     *         "1.caller_number": [
                     *           "The caller number field is required."
                     *         ],
                     *         "1.destination_number": [
                     *           "The destination number field is required."
                     *         ],
                     *         "1.direction": [
                     *           "The direction field is required."
                     *         ],
                     *         "1.disposition": [
                     *           "The disposition field is required."
                     *         ],
                     *         "1.duration_seconds": [
                     *           "The duration seconds field is required."
                     *         ],
                     *         "1.bill_seconds": [
                     *           "The bill seconds field is required."
                     *         ],
                     *         "1.cost": [
                     *           "The cost field is required."
                     *         ],
                     *         "1.started_at": [
                     *           "The started at field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    summarizeCdrs: {
        parameters: {
            query?: {
                /**
                 * @description Only calls that began then or later; without it, 30 days before `to`.
                 * @example 2026-11-01T00:00:00Z
                 */
                from?: string;
                /**
                 * @description Only calls that began before then; without it, now.
                 * @example 2026-11-01T00:00:00Z
                 */
                to?: string;
                /**
                 * @description Where days begin and end: the name of an IANA time zone.
                 * @example Europe/Berlin
                 */
                timezone?: string;
                /**
                 * @description Only those of this tenant.
                 * @example 1
                 */
                tenant_id?: number;
                /**
                 * @description Only those of this extension.
                 * @example 1
                 */
                extension_id?: number;
                /**
                 * @description Only those in this direction.
                 * @example inbound
                 */
                direction?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The totals. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "CDR summary loaded successfully.",
                     *       "data": {
                     *         "from": "2026-11-23T21:00:00.123456Z",
                     *         "to": "2026-11-23T21:00:00.123456Z",
                     *         "timezone": "Europe/Berlin",
                     *         "totals": [
                     *           {
                     *             "day": "2026-11-23",
                     *             "disposition": "answered",
                     *             "calls": 3,
                     *             "duration_seconds": 3,
                     *             "bill_seconds": 3,
                     *             "cost": 0.126
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "CDR summary loaded successfully.";
                        data: components["schemas"]["CdrSummary"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "from": [
                     *           "The from must not be more than 400 days before to."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    exportCdrs: {
        parameters: {
            query?: {
                /**
                 * @description Only those that contain it, in any letter case, in caller, destination, direction and disposition.
                 * @example recep
                 */
                search?: string;
                /**
                 * @description Only those of this tenant.
                 * @example 1
                 */
                tenant_id?: number;
                /**
                 * @description Only those of this extension.
                 * @example 1
                 */
                extension_id?: number;
                /**
                 * @description Only those with this in the number of the caller or of the called.
                 * @example 4930
                 */
                number?: string;
                /**
                 * @description Only those in this direction.
                 * @example inbound
                 */
                direction?: string;
                /**
                 * @description Only those that ended so.
                 * @example answered
                 */
                disposition?: string;
                /**
                 * @description Only those that began then or later.
                 * @example 2026-11-01T00:00:00Z
                 */
                from?: string;
                /**
                 * @description Only those that began before then.
                 * @example 2026-11-01T00:00:00Z
                 */
                to?: string;
                /**
                 * @description What to export as.
                 * @example csv
                 */
                format?: "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example id,tenant_id,extension_id,caller_number,destination_number,direction,disposition,duration_seconds,bill_seconds,cost,started_at,ended_at,call_id,created_at,updated_at
                     *     1,1,1,+4930123456,1001,inbound,answered,63,63,0.042,2026-11-23T21:00:00.123456Z,2026-11-23T21:00:00.123456Z,a84b4c76e66710,2026-11-23T21:00:00.123456Z,2026-11-23T21:00:00.123456Z
                     */
                    "text/csv": string;
                    /** @example {"id":1,"tenant_id":1,"extension_id":1,"caller_number":"+4930123456","destination_number":"1001","direction":"inbound","disposition":"answered","duration_seconds":63,"bill_seconds":63,"cost":0.042,"started_at":"2026-11-23T21:00:00.123456Z","ended_at":"2026-11-23T21:00:00.123456Z","call_id":"a84b4c76e66710","created_at":"2026-11-23T21:00:00.123456Z","updated_at":"2026-11-23T21:00:00.123456Z"} */
                    "application/x-ndjson": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "format": [
                     *           "The selected format is invalid."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /**
                 * @description Only those of this tenant.
                 * @example 1
                 */
                tenant_id?: number;
                /**
                 * @description At most so many; without it, all.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page before ended: the `Link` header of that page holds it.
                 * @example MjAyNi0xMS0yM1QyMTowMDowMC4xMjM0NTZaIDE
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhooks. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Webhooks fetched successfully.",
                     *       "data": [
                     *         {
                     *           "id": 1,
                     *           "tenant_id": null,
                     *           "url": "https://crm.example.com/hooks/ringfence",
                     *           "events": [
                     *             "extension.created",
                     *             "extension.deleted"
                     *           ],
                     *           "enabled": true,
                     *           "description": "CRM",
                     *           "created_at": "2026-11-23T21:00:00.123456Z",
                     *           "updated_at": "2026-11-23T21:00:00.123456Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Webhooks fetched successfully.";
                        data: components["schemas"]["Webhook"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "limit": [
                     *           "The limit must be at least 1."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tenant_id": null,
                 *       "url": "https://crm.example.com/hooks/ringfence",
                 *       "events": [
                 *         "extension.created",
                 *         "extension.deleted"
                 *       ],
                 *       "enabled": true,
                 *       "description": "CRM",
                 *       "secret": null
                 *     }
                 */
                "application/json": components["schemas"]["WebhookInput"];
            };
        };
        responses: {
            /** @description The new webhook. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Webhook created successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "tenant_id": null,
                     *         "url": "https://crm.example.com/hooks/ringfence",
                     *         "events": [
                     *           "extension.created",
                     *           "extension.deleted"
                     *         ],
                     *         "enabled": true,
                     *         "description": "CRM",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z",
                     *         "secret": "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Webhook created successfully.";
                        data: components["schemas"]["NewWebhook"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["KeyReused"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "url": [
                     *           "The url field is required."
                     *         ],
                     *         "events": [
                     *           "The events field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the webhook.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Webhook loaded successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "tenant_id": null,
                     *         "url": "https://crm.example.com/hooks/ringfence",
                     *         "events": [
                     *           "extension.created",
                     *           "extension.deleted"
                     *         ],
                     *         "enabled": true,
                     *         "description": "CRM",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Webhook loaded successfully.";
                        data: components["schemas"]["Webhook"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the webhook.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tenant_id": null,
                 *       "url": "https://crm.example.com/hooks/ringfence",
                 *       "events": [
                 *         "extension.created",
                 *         "extension.deleted"
                 *       ],
                 *       "enabled": true,
                 *       "description": "CRM",
                 *       "secret": null
                 *     }
                 */
                "application/json": components["schemas"]["WebhookInput"];
            };
        };
        responses: {
            /** @description The webhook as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Webhook updated successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "tenant_id": null,
                     *         "url": "https://crm.example.com/hooks/ringfence",
                     *         "events": [
                     *           "extension.created",
                     *           "extension.deleted"
                     *         ],
                     *         "enabled": true,
                     *         "description": "CRM",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Webhook updated successfully.";
                        data: components["schemas"]["Webhook"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "url": [
                     *           "The url field is required."
                     *         ],
                     *         "events": [
                     *           "The events field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the webhook.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Webhook deleted successfully."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Webhook deleted successfully.";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["Stale"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the webhook.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "events": [
                 *         "device.online",
                 *         "device.offline"
                 *       ],
                 *       "description": null
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["WebhookChange"];
                /**
                 * @example {
                 *       "tenant_id": null,
                 *       "url": "https://crm.example.com/hooks/ringfence",
                 *       "events": [
                 *         "extension.created",
                 *         "extension.deleted"
                 *       ],
                 *       "enabled": true,
                 *       "description": "CRM",
                 *       "secret": null
                 *     }
                 */
                "application/json": components["schemas"]["WebhookInput"];
            };
        };
        responses: {
            /** @description The webhook as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Webhook updated successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "tenant_id": null,
                     *         "url": "https://crm.example.com/hooks/ringfence",
                     *         "events": [
                     *           "extension.created",
                     *           "extension.deleted"
                     *         ],
                     *         "enabled": true,
                     *         "description": "CRM",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "updated_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Webhook updated successfully.";
                        data: components["schemas"]["Webhook"];
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "url": [
                     *           "The url field is required."
                     *         ],
                     *         "events": [
                     *           "The events field is required."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of the version to change. Without it, whatever version there is gets changed.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of the webhook.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new secret. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Webhook secret updated successfully.",
                     *       "data": {
                     *         "secret": "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Webhook secret updated successfully.";
                        data: components["schemas"]["WebhookSecret"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["KeyReused"];
            412: components["responses"]["Stale"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "Idempotency-Key": [
                     *           "The Idempotency-Key must be 1 to 255 printable ASCII characters."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the webhook.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is on its way. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Webhook test accepted.",
                     *       "data": {
                     *         "id": 1,
                     *         "webhook_id": 1,
                     *         "event_id": "7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11",
                     *         "type": "extension.created",
                     *         "status": "pending",
                     *         "attempts": 0,
                     *         "last_status": null,
                     *         "last_error": null,
                     *         "next_attempt_at": "2026-11-23T21:00:00.123456Z",
                     *         "finished_at": null,
                     *         "created_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Webhook test accepted.";
                        data: components["schemas"]["WebhookDelivery"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["KeyReused"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "enabled": [
                     *           "The webhook is not enabled."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /**
                 * @description Only those of this status.
                 * @example failed
                 */
                status?: string;
                /**
                 * @description At most so many; without it, all.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page before ended: the `Link` header of that page holds it.
                 * @example MjAyNi0xMS0yM1QyMTowMDowMC4xMjM0NTZaIDE
                 */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the webhook.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deliveries. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Deliveries fetched successfully.",
                     *       "data": [
                     *         {
                     *           "id": 1,
                     *           "webhook_id": 1,
                     *           "event_id": "7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11",
                     *           "type": "extension.created",
                     *           "status": "delivered",
                     *           "attempts": 3,
                     *           "last_status": 200,
                     *           "last_error": "No answer within 10 seconds.",
                     *           "next_attempt_at": "2026-11-23T21:00:00.123456Z",
                     *           "finished_at": "2026-11-23T21:00:00.123456Z",
                     *           "created_at": "2026-11-23T21:00:00.123456Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Deliveries fetched successfully.";
                        data: components["schemas"]["WebhookDelivery"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "limit": [
                     *           "The limit must be at least 1."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the webhook.
                 * @example 1
                 */
                id: number;
                /**
                 * @description The id of the delivery.
                 * @example 1
                 */
                delivery: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Delivery loaded successfully.",
                     *       "data": {
                     *         "id": 1,
                     *         "webhook_id": 1,
                     *         "event_id": "7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11",
                     *         "type": "extension.created",
                     *         "status": "delivered",
                     *         "attempts": 3,
                     *         "last_status": 200,
                     *         "last_error": "No answer within 10 seconds.",
                     *         "next_attempt_at": "2026-11-23T21:00:00.123456Z",
                     *         "finished_at": "2026-11-23T21:00:00.123456Z",
                     *         "created_at": "2026-11-23T21:00:00.123456Z",
                     *         "payload": {
                     *           "type": "extension.created",
                     *           "timestamp": "2026-11-23T21:00:00.123456Z",
                     *           "data": {
                     *             "id": 1,
                     *             "extension_number": "1001"
                     *           }
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Delivery loaded successfully.";
                        data: components["schemas"]["WebhookDeliveryDetail"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    retryWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.
                 * @example 7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The id of the webhook.
                 * @example 1
                 */
                id: number;
                /**
                 * @description The id of the delivery.
                 * @example 1
                 */
                delivery: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is on its way. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Delivery retry accepted.",
                     *       "data": {
                     *         "id": 1,
                     *         "webhook_id": 1,
                     *         "event_id": "7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11",
                     *         "type": "extension.created",
                     *         "status": "pending",
                     *         "attempts": 0,
                     *         "last_status": null,
                     *         "last_error": null,
                     *         "next_attempt_at": "2026-11-23T21:00:00.123456Z",
                     *         "finished_at": null,
                     *         "created_at": "2026-11-23T21:00:00.123456Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Delivery retry accepted.";
                        data: components["schemas"]["WebhookDelivery"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["KeyReused"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "Idempotency-Key": [
                     *           "The Idempotency-Key must be 1 to 255 printable ASCII characters."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                /**
                 * @description Only what this one did.
                 * @example admin@ringfence.example
                 */
                actor?: string;
                /**
                 * @description Only this action.
                 * @example extension.secret_revealed
                 */
                action?: string;
                /**
                 * @description Only what was done to things of this kind.
                 * @example extension
                 */
                target?: string;
                /**
                 * @description Only what was done to those with this id; with `target`, to one.
                 * @example 1
                 */
                target_id?: number;
                /**
                 * @description Only those of this tenant.
                 * @example 1
                 */
                tenant_id?: number;
                /**
                 * @description Only what was done then or later.
                 * @example 2026-11-01T00:00:00Z
                 */
                from?: string;
                /**
                 * @description Only what was done before then.
                 * @example 2026-11-01T00:00:00Z
                 */
                to?: string;
                /**
                 * @description At most so many; without it, all.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page before ended: the `Link` header of that page holds it.
                 * @example MjAyNi0xMS0yM1QyMTowMDowMC4xMjM0NTZaIDE
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Audit entries fetched successfully.",
                     *       "data": [
                     *         {
                     *           "id": 1,
                     *           "at": "2026-11-23T21:00:00.123456Z",
                     *           "action": "extension.updated",
                     *           "target": "extension",
                     *           "target_id": 1,
                     *           "tenant_id": 1,
                     *           "actor_id": 1,
                     *           "actor": "admin@ringfence.example",
                     *           "address": "192.0.2.1",
                     *           "request_id": "7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11",
                     *           "changes": {
                     *             "display_name": {
                     *               "from": "Reception",
                     *               "to": "Front desk"
                     *             },
                     *             "secret": {
                     *               "from": null,
                     *               "to": "changed"
                     *             }
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Audit entries fetched successfully.";
                        data: components["schemas"]["AuditEntry"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "limit": [
                     *           "The limit must be at least 1."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    lookUpFreeswitchUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "section": "directory",
                 *       "action": "sip_auth",
                 *       "user": "1001",
                 *       "domain": "acme.sip.example",
                 *       "sip_auth_method": "REGISTER",
                 *       "sip_auth_username": "1001",
                 *       "sip_auth_realm": "acme.sip.example",
                 *       "sip_from_user": "1001",
                 *       "sip_from_host": "acme.sip.example",
                 *       "sip_to_user": "1001",
                 *       "sip_to_host": "acme.sip.example"
                 *     }
                 */
                "application/x-www-form-urlencoded": {
                    section?: string;
                    action?: string;
                    user?: string;
                    domain?: string;
                    sip_auth_method?: string;
                    sip_auth_username?: string;
                    sip_auth_realm?: string;
                    sip_from_user?: string;
                    sip_from_host?: string;
                    sip_to_user?: string;
                    sip_to_host?: string;
                } & {
                    [key: string]: string;
                };
            };
        };
        responses: {
            /** @description The user, or that there is none. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example <?xml version="1.0" encoding="UTF-8" standalone="no"?>
                     *     <document type="freeswitch/xml"><section name="directory"><domain name="acme.sip.example">
                     *     <params><param name="dial-string" value="{presence_id=${dialed_user}@${dialed_domain}}${sofia_contact(${dialed_user}@${dialed_domain})}"/></params>
                     *     <user id="1001">
                     *     <params><param name="a1-hash" value="4d00c35efcdbe9194e47c19c012162ae"/></params>
                     *     <variables>
                     *     <variable name="user_context" value="tenant-1"/>
                     *     <variable name="accountcode" value="t1:e5"/>
                     *     <variable name="effective_caller_id_name" value="Reception"/>
                     *     <variable name="effective_caller_id_number" value="1001"/>
                     *     </variables>
                     *     </user>
                     *     </domain></section></document>
                     */
                    "text/xml": string;
                };
            };
            400: components["responses"]["BadText"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    receiveFreeswitchCall: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "variables": {
                 *         "uuid": "84c00e45-bc0e-4981-a7bc-0ff8dd8d21e7",
                 *         "accountcode": "t1%3Ae5",
                 *         "start_uepoch": "1732377099476469",
                 *         "answer_uepoch": "1732377099516454",
                 *         "end_uepoch": "1732377100776427",
                 *         "duration": "1",
                 *         "billsec": "1",
                 *         "hangup_cause": "NORMAL_CLEARING"
                 *       },
                 *       "callflow": [
                 *         {
                 *           "caller_profile": {
                 *             "caller_id_number": "1001",
                 *             "destination_number": "1002"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    [key: string]: unknown;
                };
                /**
                 * @example {
                 *       "cdr": "{\"variables\":{\"uuid\":\"84c00e45-bc0e-4981-a7bc-0ff8dd8d21e7\",\"accountcode\":\"t1%3Ae5\",\"start_uepoch\":\"1732377099476469\",\"answer_uepoch\":\"1732377099516454\",\"end_uepoch\":\"1732377100776427\",\"duration\":\"1\",\"billsec\":\"1\",\"hangup_cause\":\"NORMAL_CLEARING\"},\"callflow\":[{\"caller_profile\":{\"caller_id_number\":\"1001\",\"destination_number\":\"1002\"}}]}"
                 *     }
                 */
                "application/x-www-form-urlencoded": {
                    cdr?: string;
                } & {
                    [key: string]: string;
                };
            };
        };
        responses: {
            /** @description It is stored, or was before, or is no call of its own. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Call received."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Call received.";
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "uuid": [
                     *           "The uuid format is invalid."
                     *         ],
                     *         "accountcode": [
                     *           "The accountcode field is required."
                     *         ],
                     *         "start_uepoch": [
                     *           "The start uepoch is not a valid date."
                     *         ],
                     *         "end_uepoch": [
                     *           "The end uepoch is not a valid date."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    receiveFreeswitchEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "Event-Subclass": "sofia::unregister",
                 *       "from-user": "1001",
                 *       "from-host": "acme.sip.example",
                 *       "call-id": "1-23065@192.0.2.10"
                 *     }
                 */
                "application/x-www-form-urlencoded": {
                    "Event-Subclass"?: string;
                    "from-user"?: string;
                    "from-host"?: string;
                    "call-id"?: string;
                } & {
                    [key: string]: string;
                };
                /**
                 * @example {
                 *       "Event-Subclass": "sofia::unregister",
                 *       "from-user": "1001",
                 *       "from-host": "acme.sip.example",
                 *       "call-id": "1-23065@192.0.2.10"
                 *     }
                 */
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description It is noted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Event received."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Event received.";
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "from-user": [
                     *           "The from-user field is required."
                     *         ],
                     *         "from-host": [
                     *           "The from-host field is required."
                     *         ],
                     *         "call-id": [
                     *           "The call-id field is required."
                     *         ],
                     *         "realm": [
                     *           "The selected realm is invalid."
                     *         ],
                     *         "expires": [
                     *           "The expires must be an integer."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listEndedFreeswitchRegistrations: {
        parameters: {
            query?: {
                /**
                 * @description The position of the last answer; without one, all that would not have run out yet.
                 * @example 7711.42
                 */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What to end. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example 7714.0
                     *     1-23065@192.0.2.10
                     *     1002@acme.sip.example
                     */
                    "text/plain": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "after": [
                     *           "The selected after is invalid."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    askAsteriskRealtime: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The table.
                 * @example ps_auths
                 */
                table: "ps_auths" | "ps_aors" | "ps_endpoints" | "ps_contacts" | "queue_members";
                /**
                 * @description What to do.
                 * @example single
                 */
                operation: "single" | "multi" | "store" | "update" | "destroy";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "1001@acme.sip.example"
                 *     }
                 */
                "application/x-www-form-urlencoded": {
                    id?: string;
                } & {
                    [key: string]: string;
                };
            };
        };
        responses: {
            /** @description The rows, or how many were changed. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example id=1001%40acme.sip.example&auth_type=digest&username=1001&password_digest=MD5%3A4d00c35efcdbe9194e47c19c012162ae */
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadText"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "id LIKE": [
                     *           "Nothing can be asked for by this field or value."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    receiveSipCall: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tenant_id": 1,
                 *       "domain": "acme.sip.example",
                 *       "extension_id": 1,
                 *       "caller_number": "1001",
                 *       "destination_number": "1002",
                 *       "code": 200,
                 *       "started_at": "2024-11-23T21:00:00Z",
                 *       "duration_seconds": 63,
                 *       "bill_seconds": 63,
                 *       "call_id": "a84b4c76e66710",
                 *       "from_tag": "9fxced76sl",
                 *       "invite_id": "1732377099-24232-6"
                 *     }
                 */
                "application/json": components["schemas"]["ToldCall"];
            };
        };
        responses: {
            /** @description It is stored, or was before. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Call received."
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        message: "Call received.";
                    };
                };
            };
            400: components["responses"]["BadJson"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "code": [
                     *           "The code must be at least 200."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showDigest: {
        parameters: {
            query: {
                /**
                 * @description The number.
                 * @example 1001
                 */
                user: string;
                /**
                 * @description The realm.
                 * @example acme.sip.example
                 */
                domain: string;
                /**
                 * @description What it is a digest by; MD5 if left out.
                 * @example md5
                 */
                algorithm?: "MD5" | "md5" | "SHA-256" | "sha256";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The digest. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example 4d00c35efcdbe9194e47c19c012162ae */
                    "text/plain": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description Fields are at fault; all of them are named at once. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The given data was invalid.",
                     *       "code": "invalid",
                     *       "errors": {
                     *         "algorithm": [
                     *           "The selected algorithm is invalid."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    fetchPhoneConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description What stands in the link.
                 * @example b7KqzM3nWx9TfYc2HvRjDp8LsGa6EuZk4BtN
                 */
                token: string;
                /**
                 * @description The file, with the MAC address of the device where phones put it.
                 * @example 001565abcdef.cfg
                 */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example #!version:1.0.0.1
                     *     account.1.enable = 1
                     *     account.1.label = 1001
                     *     account.1.display_name = Reception
                     *     account.1.user_name = 1001
                     *     account.1.auth_name = 1001
                     *     account.1.password = T7vqPz3mXw8KdRy4HnJc2bFs
                     *     account.1.sip_server.1.address = acme.sip.example
                     *     account.1.sip_server.1.port = 5060
                     *     account.1.sip_server.1.transport_type = 0
                     *     account.1.sip_server.1.expires = 300
                     *     account.1.outbound_proxy_enable = 0
                     *     account.1.outbound_proxy.1.address =
                     *     account.1.outbound_proxy.1.port = 5060
                     */
                    "text/plain": string;
                    /**
                     * @example <?xml version="1.0" encoding="UTF-8"?>
                     *     <settings><phone-settings>
                     *     <user_active idx="1" perm="RW">on</user_active>
                     *     <user_realname idx="1" perm="RW">Reception</user_realname>
                     *     <user_name idx="1" perm="RW">1001</user_name>
                     *     <user_pname idx="1" perm="RW">1001</user_pname>
                     *     <user_pass idx="1" perm="RW">T7vqPz3mXw8KdRy4HnJc2bFs</user_pass>
                     *     <user_host idx="1" perm="RW">acme.sip.example</user_host>
                     *     <user_outbound idx="1" perm="RW">acme.sip.example;transport=udp</user_outbound>
                     *     <user_expiry idx="1" perm="RW">300</user_expiry>
                     *     </phone-settings></settings>
                     */
                    "text/xml": string;
                };
            };
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
}
