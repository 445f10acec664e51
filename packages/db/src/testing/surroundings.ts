import { asOwner } from './database'

/** A device, a queue membership and a call record for an extension, all labelled with its id. */
export const equip = async (url: string, tenantId: number, extensionId: string): Promise<void> => {
  await asOwner(
    url,
    sql => sql`
      with device as (
        insert into devices (tenant_id, extension_id, label)
        values (${tenantId}, ${extensionId}, ${extensionId})
      ), queue as (
        insert into queues (tenant_id, name, queue_number, strategy, timeout, status)
        values (${tenantId}, 'Sales', ${extensionId}, 'ringall', 30, 'active')
        returning id
      ), agent as (
        insert into queue_agents (tenant_id, queue_id, extension_id, status)
        select ${tenantId}, id, ${extensionId}, ${extensionId} from queue
      )
      insert into cdrs (tenant_id, extension_id, caller_number, destination_number, direction, disposition,
        duration_seconds, bill_seconds, cost, started_at)
      values (${tenantId}, ${extensionId}, ${extensionId}, '1', 'inbound', 'answered', 1, 1, 0, now())`,
  )
}

type Link = { tenant_id: string; extension_id: string | null }

/** To whom belongs what `equip` made. */
export const surroundings = async (
  url: string,
  extensionId: string,
): Promise<{ devices: Link[]; queue_agents: Link[]; cdrs: Link[] }> => ({
  devices: [
    ...(await asOwner(
      url,
      sql => sql<Link[]>`select tenant_id, extension_id from devices where label = ${extensionId}`,
    )),
  ],
  queue_agents: [
    ...(await asOwner(
      url,
      sql => sql<Link[]>`select tenant_id, extension_id from queue_agents where status = ${extensionId}`,
    )),
  ],
  cdrs: [
    ...(await asOwner(
      url,
      sql => sql<Link[]>`select tenant_id, extension_id from cdrs where caller_number = ${extensionId}`,
    )),
  ],
})
