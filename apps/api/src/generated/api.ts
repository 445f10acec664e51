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
         * @description Begins a session and sets its cookie, which authenticates every later call: on this page too. Repeated wrong attempts are slowed down, then refused for a while.
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
    "/api/extensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List extensions
         * @description All extensions that the admin may see, newest first; with `limit`, a page of them.
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
         * @description Its devices and its places in queues go with it. Its call records stay.
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
         * @description The SIP password in clear. That it was read, by whom and when, goes into the audit trail.
         */
        get: operations["revealExtensionSecret"];
        put?: never;
        /**
         * Replace the secret of an extension
         * @description Makes a new SIP password and answers it. The old one no longer registers from then on. Nothing is sent in the body.
         */
        post: operations["rotateExtensionSecret"];
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
        /** @description What an admin signs in with. */
        Credentials: {
            /**
             * @description The e-mail address of an admin.
             * @example admin@ringfence.example
             */
            email: string;
            /**
             * @description The password.
             * @example correct horse battery staple
             */
            password: string;
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
             * @description A short unique name for addresses and file names.
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
        /** @description There is no session. This is decided before anything else of the request is looked at. */
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
        /** @description The page of another site sent this, or the admin's role does not allow it. */
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
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            /** @description E-mail or password is wrong or missing. Which of the two is wrong is not told. */
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
            header?: never;
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
            412: components["responses"]["Stale"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["OurFault"];
            503: components["responses"]["Unavailable"];
        };
    };
}
