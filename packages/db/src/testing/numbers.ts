import { asOwner } from './database'

const LONG = { deadlineMilliseconds: 60_000, statementTimeoutMilliseconds: 60_000 }

/** Extensions of a tenant with these numbers. Their keys are of no use. */
export const insertNumbers = async (url: string, tenantId: number, numbers: string[]): Promise<void> => {
  await asOwner(
    url,
    sql => sql`
      insert into extensions (tenant_id, extension_number, display_name, status,
        secret_sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256)
      select ${tenantId}, number, 'Desk ' || number, 'active',
        ''::bytea, md5('a'), encode(sha256('a'), 'hex'), md5('a'), encode(sha256('a'), 'hex')
      from json_array_elements_text(${JSON.stringify(numbers)}::text::json) number`,
    LONG,
  )
}
