export const VENDORS = ['yealink', 'grandstream', 'poly', 'snom'] as const
export type Vendor = (typeof VENDORS)[number]

/** The vendor that people mean, if we know it; Polycom is Poly. */
export const vendorOf = (named: string | null): Vendor | null =>
  VENDORS.find(vendor => named?.toLowerCase().includes(vendor)) ?? null

/** A file that phones ask for: which MAC address it is of, if any, and whose phones ask for it. */
export type PhoneFile = { mac: string | null; vendors: readonly Vendor[]; holdsSecret: boolean }

const MAC = '([0-9a-f]{12})'

// What holds no secret tells a phone no more than where to go on.
const FILES: [RegExp, Omit<PhoneFile, 'mac'>][] = [
  [/^y[0-9]{12}\.cfg$/, { vendors: ['yealink'], holdsSecret: false }],
  [/^0{12}\.cfg$/, { vendors: ['poly'], holdsSecret: false }],
  [new RegExp(`^reg-${MAC}\\.cfg$`), { vendors: ['poly'], holdsSecret: true }],
  [new RegExp(`^cfg${MAC}\\.xml$`), { vendors: ['grandstream'], holdsSecret: true }],
  [new RegExp(`^(?:snom[0-9a-z]{1,12}-)?${MAC}\\.(?:xml|htm)$`), { vendors: ['snom'], holdsSecret: true }],
]

const OWN = new RegExp(`^${MAC}\\.cfg$`)

/** What this file would be for a phone of that vendor; without one, the name alone says. Null for a file that such a phone has not. */
export const phoneFile = (name: string, vendor: Vendor | null): PhoneFile | null => {
  const plain = name.toLowerCase()
  for (const [pattern, file] of FILES) {
    const found = pattern.exec(plain)
    if (found) return vendor && !file.vendors.includes(vendor) ? null : { ...file, mac: found[1] ?? null }
  }
  const mac = OWN.exec(plain)?.[1]
  if (!mac || vendor === 'grandstream' || vendor === 'snom') return null
  return vendor === 'poly'
    ? { mac, vendors: ['poly'], holdsSecret: false }
    : { mac, vendors: ['yealink'], holdsSecret: true }
}

/** The files with the secret in them, by vendor; without one, those of all. */
export const secretFiles = (macAddress: string, vendor: Vendor | null): string[] => {
  const mac = bare(macAddress)
  const names = { yealink: `${mac}.cfg`, grandstream: `cfg${mac}.xml`, poly: `reg-${mac}.cfg`, snom: `${mac}.xml` }
  return vendor ? [names[vendor]] : VENDORS.map(known => names[known])
}

/** A MAC address as file names have it. */
export const bare = (macAddress: string): string => macAddress.replaceAll(':', '')
