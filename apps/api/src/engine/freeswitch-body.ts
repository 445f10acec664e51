import { FORM_TYPE, formFields, JSON_TYPE, mediaType, readJson, readText } from '../http/body'
import { BadJson, BadText } from '../http/failures'

const BASE64_TYPE = 'application/x-www-form-base64-encoded'

/** What mod_json_cdr sends, in whichever of its encodings. Throws as `readJson`. */
export const readCall = async (request: Request): Promise<unknown> => {
  const type = mediaType(request, [JSON_TYPE, FORM_TYPE, BASE64_TYPE])
  if (type === JSON_TYPE) return readJson(request)
  const text = await readText(request)
  try {
    return JSON.parse(
      type === FORM_TYPE ? (formFields(text).cdr ?? '') : Buffer.from(text.replace(/^cdr=/, ''), 'base64').toString(),
    )
  } catch {
    throw new BadJson()
  }
}

/**
 * The headers of an event, as a form, as a form in hexadecimal digits in the field `hex` of another, or as FreeSWITCH writes an event as
 * JSON. Throws as `readJson`.
 */
export const readEvent = async (request: Request): Promise<Record<string, string | undefined>> => {
  if (mediaType(request, [FORM_TYPE, JSON_TYPE]) === FORM_TYPE) {
    const fields = formFields(await readText(request))
    return fields.hex === undefined ? fields : formFields(ofHexadecimal(fields.hex))
  }
  const sent = await readJson(request)
  return Object.fromEntries(
    Object.entries(Object(sent)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

const ofHexadecimal = (digits: string): string => {
  if (!/^(?:[0-9a-f]{2})*$/i.test(digits)) throw new BadText()
  return Buffer.from(digits, 'hex').toString()
}
