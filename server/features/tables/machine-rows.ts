import { normalise } from '@maillage/db/towns/normalise.ts'
import { townByCode } from '@maillage/db/towns/towns.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Recogniser } from './recognise.ts'
import type { Row } from './row.ts'

/** A site that the firm has. */
export interface OwnSite {
  id: string
  name: string
  commune: string
}

/** A line of a machine park: so many machines of a type, or people of a trade, at a site. */
export interface MachineEntry {
  line: number
  /** A site of the firm; null for a new one, of this name and commune. */
  site: string | null
  name: string
  commune: string
  resource: 'machines' | 'workforce'
  id: string
  count: number
  hours: number
}

const FULL_WEEK = 35
const MOST_HOURS = { machines: 168, workforce: 60 }
const MOST_COUNT = 10_000

/** What a row of a machine park says; null where something is wrong, which the row then holds. */
export function machineEntry(
  row: Row,
  recogniser: Recogniser,
  sites: readonly OwnSite[],
): MachineEntry | null {
  const place = siteOf(row, recogniser, sites)
  const thing = thingOf(row, recogniser)
  row.required('count')
  const count = row.number('count', { least: 1, most: MOST_COUNT, whole: true })
  const most = MOST_HOURS[thing?.kind ?? 'machines']
  const hours = row.number('hours', { least: 0, most, whole: false }) ?? FULL_WEEK
  if (place === null || thing === undefined || count === null || row.faults.length > 0) return null
  return { line: row.line, ...place, resource: thing.kind, id: thing.id, count, hours }
}

function thingOf(row: Row, recogniser: Recogniser) {
  const text = row.required('thing')
  if (text === '') return undefined
  const found = recogniser.things(text)
  const [only, other] = found
  if (only !== undefined && other === undefined) return only
  row.fault('thing', other === undefined ? unknownThing : severalOf(found.map(({ name }) => name)))
  return undefined
}

const unknownThing: Text = {
  fr: '« {cell} » n’est pas reconnu : écrivez le type de machine ou le métier, par exemple « Surjeteuse » ou « Coupeur ».',
  en: '“{cell}” is not recognised: write the type of machine or the trade, such as “Overlocker” or “Cutter”.',
}

/** A cell that may mean several things, with what to write instead. */
export function severalOf(names: readonly Text[]): Text {
  const shown = names.slice(0, 4)
  return {
    fr: `« {cell} » peut vouloir dire plusieurs choses : écrivez ${shown.map(({ fr }) => `« ${fr} »`).join(' ou ')}.`,
    en: `“{cell}” may mean several things: write ${shown.map(({ en }) => `“${en}”`).join(' or ')}.`,
  }
}

type Placed = Pick<MachineEntry, 'site' | 'name' | 'commune'>

function siteOf(row: Row, recogniser: Recogniser, sites: readonly OwnSite[]): Placed | null {
  const own = ({ id, name, commune }: OwnSite): Placed => ({ site: id, name, commune })
  const name = row.text('site')
  const town = row.text('commune') === '' ? null : townOf(row, recogniser)
  const named = sites.filter(site => normalise(site.name) === normalise(name))
  if (name !== '' && named[0]) return own(named[0])
  if (town !== null) {
    const there = name === '' ? sites.filter(({ commune }) => commune === town) : []
    if (there.length === 1 && there[0]) return own(there[0])
    return {
      site: null,
      name: name === '' ? (townByCode(town)?.name ?? town) : name.slice(0, 200),
      commune: town,
    }
  }
  if (row.faults.length > 0) return null
  if (name === '' && sites.length === 1 && sites[0]) return own(sites[0])
  row.fault(
    name === '' ? 'site' : 'commune',
    name === ''
      ? {
          fr: 'Dites de quel site il s’agit : son nom, ou sa commune.',
          en: 'Say which site it is: its name, or its commune.',
        }
      : {
          fr: 'Ce site n’est pas encore dans votre profil : écrivez sa commune sur chaque ligne.',
          en: 'This site is not in your profile yet: write its commune on each line.',
        },
  )
  return null
}

/** The commune of a row, by its INSEE code; null where it is not known, which is then said. */
export function townOf(row: Row, recogniser: Recogniser): string | null {
  const { code, several } = recogniser.town(row.text('commune'))
  if (code !== null) return code
  row.fault(
    'commune',
    several
      ? {
          fr: 'Plusieurs communes répondent à « {cell} » : ajoutez le département, comme « Foix (09) ».',
          en: 'Several communes answer to “{cell}”: add the department, like “Foix (09)”.',
        }
      : {
          fr: '« {cell} » n’est pas une commune connue : écrivez son nom entier, ou son code postal et son nom.',
          en: '“{cell}” is no known commune: write its full name, or its postal code and name.',
        },
  )
  return null
}
