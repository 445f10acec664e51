import type { EngineCredentials } from '@ringfence/db/engines'
import { xml } from '@ringfence/domain/xml'

const document = (section: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<document type="freeswitch/xml">${section}</document>\n`

/** What FreeSWITCH takes for "there is no such user": it refuses the phone with 403. */
export const NOBODY = document('<section name="result"><result status="not found"/></section>')

/** Whom FreeSWITCH asks for, in the fields of mod_xml_curl; null for what is no question about a user that may register or be called. */
export const userAsked = (fields: Fields): { number: string; domain: string } | null => {
  const { section, action = 'user_call', user = '', domain = '' } = fields
  const isUser = section === 'directory' && ACTIONS.has(action)
  const isName = /^[0-9*#+]{1,20}$/.test(user) && /^[A-Za-z0-9.-]{1,255}$/.test(domain)
  return isUser && isName && (action !== 'sip_auth' || speaksForItself(fields, user, domain))
    ? { number: user, domain }
    : null
}

type Fields = Record<string, string | undefined>

/**
 * FreeSWITCH looks a phone up by the realm that it wrote itself, stores its registration under To, and lets it call under any From. So
 * a phone of one tenant would be another's, unless all of them are one.
 */
const speaksForItself = (fields: Fields, user: string, domain: string): boolean => {
  const isOne = (name?: string, host?: string) => name === user && host?.toLowerCase() === domain.toLowerCase()
  return (
    isOne(fields.sip_auth_username, fields.sip_auth_realm) &&
    isOne(fields.sip_from_user, fields.sip_from_host) &&
    (fields.sip_auth_method !== 'REGISTER' || isOne(fields.sip_to_user, fields.sip_to_host))
  )
}

/** Others authenticate by secrets that are not given here, and some of them take a user without one for anybody. */
const ACTIONS = new Set(['sip_auth', 'user_call'])

/**
 * The user, or that there is none. FreeSWITCH lets a user without a digest, or with an empty one, register with any password: so
 * without 32 hexadecimal digits there is no user.
 */
export const directory = (asked: { number: string; domain: string }, found: EngineCredentials | undefined): string => {
  if (!found || !/^[0-9a-f]{32}$/.test(found.ha1Md5)) return NOBODY
  const variables = {
    user_context: `tenant-${found.tenantId}`,
    accountcode: `t${found.tenantId}:e${found.extensionId}`,
    effective_caller_id_name: found.displayName.replace(OBEYED, ''),
    effective_caller_id_number: asked.number,
  }
  return document(`<section name="directory"><domain name="${xml(asked.domain)}">
<params>${entry('param', 'dial-string', DIAL)}</params>
<user id="${xml(asked.number)}">
<params>${entry('param', 'a1-hash', found.ha1Md5)}</params>
<variables>
${Object.entries(variables)
  .map(([name, value]) => entry('variable', name, value))
  .join('\n')}
</variables>
</user>
</domain></section>`)
}

/** What would end the quotes of a SIP header, or be looked up by FreeSWITCH when it uses the name. */
const OBEYED = /["\\<>${}]/g

// biome-ignore lint/suspicious/noTemplateCurlyInString: FreeSWITCH fills them in.
const DIAL = '{presence_id=${dialed_user}@${dialed_domain}}${sofia_contact(${dialed_user}@${dialed_domain})}'

const entry = (tag: string, name: string, value: string): string => `<${tag} name="${name}" value="${xml(value)}"/>`
