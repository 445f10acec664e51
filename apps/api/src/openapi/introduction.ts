/** What the document says before any operation. */
export const introduction = `The registry behind multi-tenant phone systems: which extensions exist, who may register with which SIP secret, which devices are registered, who sits in which queue, what was called.

**To try it here**, open *Admin session*, *Sign in*, put in the e-mail address and password that the server printed at its first start, and press *Execute*. From then on every call on this page is yours.

**Answers** are \`{ "message", "data" }\`. Ids are integers; timestamps are ISO 8601 in UTC, with microseconds.

**Errors** are \`{ "message", "code" }\`. A 422 adds \`errors\`, with every field at fault at once. A 500 or 503 adds the \`request_id\` that the log knows. After a 429 or 503 wait for \`Retry-After\` seconds.

**Bodies** are JSON of at most 1 MiB, but for files to import. Keys that are not known or only read (\`id\`, \`tenant\`, \`created_at\`) are ignored, so that a record can be sent back as it was read. Booleans may also be written \`1\`, \`0\`, \`"true"\`, \`"false"\`, and integers as decimal strings.

**Lists** answer every row, newest first, however many there are. With \`limit\` they answer a page, whose \`Link\` header leads to the next one. \`search\` finds what contains the text, in any letter case.

**To change some fields**, send \`PATCH\` as \`application/merge-patch+json\`. \`PUT\`, and \`PATCH\` as \`application/json\`, replace all of them.

**To overwrite nobody's change**, send the \`ETag\` of what was read as \`If-Match\`: if there is a newer version by now, the answer is 412 and nothing is changed.

**Programs** send a token as \`Authorization: Bearer rf_…\` instead of signing in. It is made by an admin, does no more than he may, and works wherever a session does, but for admins, tokens, passwords, second factors and sessions themselves. It counts before a cookie that comes with it.

**Secrets** of extensions are written, never read back with the record. To reveal one is a call of its own, and leaves a trace in the audit trail.

**A fresh sign-in**, not older than 15 minutes unless the server is told otherwise, is needed to reveal a secret, to change admins and tokens, and to change how one signs in oneself. The answer 403 \`reauthentication_required\` says so: send the password again to \`POST /api/admin/reauthenticate\`, and repeat the call. Tokens are not asked.`

/** In the order of the page. Tags that no operation has are left out. */
export const tags = [
  { name: 'Admin session', description: 'Begin here: sign in, see who is signed in, sign out.' },
  { name: 'Admins', description: 'Who may sign in, and what for.' },
  { name: 'API tokens', description: 'Credentials of programs.' },
  { name: 'Tenants', description: 'The customers, each with a SIP realm of its own.' },
  { name: 'Extensions', description: 'Who may register: numbers with their SIP secrets.' },
  { name: 'Devices', description: 'The phones of extensions, with what the registrar reports of them.' },
  { name: 'Queues', description: 'Call queues.' },
  { name: 'Queue agents', description: 'Which extensions take calls of which queue.' },
  { name: 'CDRs', description: 'Call detail records.' },
  { name: 'Webhooks', description: 'Who is told of events, and what came of it.' },
  { name: 'Audit', description: 'Who did what, when and from where.' },
  {
    name: 'SIP servers',
    description:
      'What FreeSWITCH, Asterisk and Kamailio ask and tell over HTTP, in their own dialects, with a token of the role `engine`.',
  },
  { name: 'Provisioning', description: 'What phones fetch.' },
  { name: 'Operation', description: 'For load balancers and supervision: no session needed.' },
]
