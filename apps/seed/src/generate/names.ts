import type { Random } from './random'

type Words = [string, ...string[]]

const words = (text: string): Words => {
  const [first = '', ...rest] = text.split(/\s+/)
  return [first, ...rest]
}

const FIRST = words(
  `Ada Aisha Aleksander Amara Anaïs Andrés Anouk Arjun Astrid Ayşe Beatriz Björn Chiara Chloé Ciarán Clara Dimitra Diego Elif Émile
   Ewa Fatima François Freya Giulia Grace Hannah Håkon Ines İbrahim Ivan Jakub João Jörg Jürgen Kamala Kwame Laszlo Leila Linnea Lucía
   Łukasz Mai Malin Mateusz Mei Miguel Milan Nadia Ngozi Niamh Nikos Noah Océane Oksana Olivia Omar Øyvind Paolo Priya Quentin Ravi
   Renée Rosa Saoirse Sebastián Siobhán Sofía Søren Tariq Tereza Thảo Tomáš Ulrike Valentina Vigdís Wanda Wei Xenia Yuki Yusuf Zeynep Zoë
   Ελένη Γιώργος Олена Дмитро Ирина 美咲 伟`,
)

const LAST = words(
  `Adeyemi Almeida Andersson Bałucka Becker Bergström Bianchi Byrne Cardoso Chen Çelik Cohen Demir Dubois Dvořák Eriksen Eze Farouk
   Ferreira Fischer García Gómez Haddad Hernández Horváth Ibrahim Ivanova Jansen Johansson Kaya Keller Kim Kowalski Kruse Lefèvre
   Lindqvist Lombardi Martínez Mbeki Mensah Molnár Moreau Müller Muñoz Nair Navarro Nguyễn Novák Nyström Okafor Olsen Özdemir O'Brien
   Pálsson Papadopoulou Pereira Petrov Popescu Rahimi Ricci Rossi Roth Sánchez Santos Schäfer Schröder Sharma Silva Singh Šimunić Sørensen
   Suzuki Szabó Tanaka Thompson Tóth Van\u00a0Dijk Vargas Virtanen Wagner Wang Weiß Wiśniewska Wójcik Yılmaz Zając Zieliński
   Παππάς Шевченко Коваленко 佐藤 王`,
)

const PLACES = words(
  `Alder Amber Aurora Baltic Beacon Birch Bluebird Canal Cedar Copper Delta Dockside Elbe Fjord Harbour Helios Highland Juniper Kestrel
   Lagoon Larch Linden Meridian Nordwind Oakfield Orchard Osprey Pine Quarry Riverside Saffron Sierra Silver Summit Tern Vale Westgate`,
)

const TRADES = words(
  `Architects Bakery Books Brewery Cargo Clinic Consulting Dental Energy Farms Finance Foods Furniture Garage Hotels Insurance Labs Legal
   Logistics Media Motors Opticians Pharmacy Printing Records Schools Software Studio Telecom Textiles Tours Transport Travel Works`,
)

export const personName = ({ pick }: Random): string => `${pick(FIRST)} ${pick(LAST)}`.replace('\u00a0', ' ')

export const companyName = ({ pick }: Random): string => `${pick(PLACES)} ${pick(TRADES)}`

/** As the part of an e-mail address before the @; undefined for a name that Latin letters do not spell. */
export const mailName = (name: string): string | undefined => {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßøØłŁıđ]/g, letter => LETTERS[letter] ?? letter)
    .replace(/'/g, '')
    .toLowerCase()
    .replaceAll(' ', '.')
  return /^[a-z.]+$/.test(plain) ? plain : undefined
}

const LETTERS: Record<string, string> = { ß: 'ss', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', ı: 'i', đ: 'd' }
