import type { Text } from '@maillage/matching/catalogue.ts'
import type { Mark, ProfileReading, Span } from '#lib/read/marks.ts'
import type { Town } from '#lib/components/town.ts'
import { FULL_WEEK, newKey, type ProfileDraft, type Resource, siteAt, type SiteDraft } from './draft.ts'

/** What a row is about: things of a profile, a place, a line of products, or work that needs a machine to be said. */
export type RowKind = ProfileReading['proposals'][number]['kind'] | 'town' | 'family'

/** How sure a row is: said plainly, said in words that may mean something else, said of the past, or only usual. */
export type Standing = 'said' | 'unsure' | 'past' | 'usual'

/** Something read in a text, to keep or drop. */
export interface Row {
  key: string
  kind: RowKind
  id: string
  standing: Standing
  /** Whether it is to become part of the profile. */
  kept: boolean
  /** How many, as read or typed since; of machines and trades alone. */
  count: number | null
  /** Why it is asked, where nobody said it. */
  because: Text | null
  /** Machine types that do the work, to choose from. */
  machines: string[]
  towns: Town[]
  spans: Span[]
  /** Already in the profile. */
  known: boolean
}

/** From here on words are spelt as the trade spells them. */
const SPELT = 0.9

const keyOf = (kind: RowKind, id: string) => `${kind}|${id}`
const spot = ([first]: Span[]) => (first ? `${first.start}-${first.end}` : '')

/** Whether the draft has a thing already. */
function isKnown(draft: ProfileDraft, kind: RowKind, id: string): boolean {
  switch (kind) {
    case 'machine':
      return draft.sites.some(site => site.machines.some(line => line.id === id))
    case 'trade':
      return draft.sites.some(site => site.workforce.some(line => line.id === id))
    case 'material':
      return draft.workedMaterials.includes(id)
    case 'norm':
      return draft.certificates.some(({ norm }) => norm === id)
    case 'town':
      return draft.sites.some(({ town }) => town?.code === id)
    case 'family':
      return draft.orders.willing.includes(id)
    case 'process':
      return false
  }
}

/** The rows of a reading: what is said plainly and not known yet is kept unless one drops it, the rest is asked. */
export function rowsOf(reading: ProfileReading, draft: ProfileDraft): Row[] {
  const nothing = { count: null, because: null, machines: [], towns: [] }
  const row = (
    kind: RowKind,
    id: string,
    standing: Standing,
    more: Pick<Row, 'spans'> & Partial<Row>,
  ): Row => {
    const known = isKnown(draft, kind, id)
    return {
      ...nothing,
      key: keyOf(kind, id),
      kind,
      id,
      standing,
      known,
      kept: standing === 'said' && !known,
      ...more,
    }
  }
  // « Piqueuses cuir »: machines, or the people at them.
  const people = new Set(
    reading.proposals.filter(({ kind }) => kind === 'trade').map(({ spans }) => spot(spans)),
  )
  const machines = new Set(
    reading.proposals.filter(({ kind }) => kind === 'machine').map(({ spans }) => spot(spans)),
  )
  const standingOf = ({ past, confidence, spans }: ProfileReading['proposals'][number]): Standing => {
    if (past) return 'past'
    const both = people.has(spot(spans)) && machines.has(spot(spans))
    return confidence < SPELT || both ? 'unsure' : 'said'
  }
  // A firm that has its sites is not moved by a text.
  const placed = draft.sites.length > 0 && draft.sites.every(site => site.town !== null)
  return [
    ...reading.places
      .slice(0, placed ? 0 : 1)
      .map(({ town, others, spans }) =>
        row('town', town.code, others.length > 0 ? 'unsure' : 'said', { spans, towns: [town, ...others] }),
      ),
    ...reading.proposals.map(proposal => {
      const standing = standingOf(proposal)
      const { kind, id, count, machines: doing, spans } = proposal
      return row(kind, id, standing, {
        spans,
        count: count === null ? null : Math.max(1, Math.round(count)),
        machines: doing,
        // Work is done on a machine: which one has to be said.
        ...(kind === 'process' ? { kept: false } : {}),
      })
    }),
    ...reading.makes.map(({ family, spans }) => row('family', family, 'usual', { spans })),
    ...reading.questions.map(({ kind, id, because, spans }) => row(kind, id, 'usual', { because, spans })),
  ].filter(({ known, standing }) => !known || standing !== 'usual')
}

/** Where rows stand in the text. */
export function marksOf(rows: readonly Pick<Row, 'key' | 'spans'>[]): Mark[] {
  return rows.flatMap(({ key, spans }) => spans.map(({ start, end }) => ({ key, start, end })))
}

export interface Accepted {
  rows: readonly Row[]
  /** The site that machines and people go to; null for a new one. */
  site: string | null
  /** What a new site is called. */
  siteName: string
  /** The text, where it is to describe the firm's activity. */
  activity: string | null
  /** The edition of a norm that is in force. */
  editionOf: (norm: string) => string
}

/** The draft with what was kept, as if it had been typed; the draft that is given stays as it is. */
export function withAccepted(draft: ProfileDraft, accepted: Accepted): ProfileDraft {
  const kept = accepted.rows.filter(row => row.kept)
  const of = (kind: RowKind) => kept.filter(row => row.kind === kind)
  const added = (ids: readonly string[], rows: Row[]) => [...new Set([...ids, ...rows.map(({ id }) => id)])]
  return {
    ...draft,
    activity: accepted.activity ?? draft.activity,
    sites: withResources(draft.sites, accepted, of),
    workedMaterials: added(draft.workedMaterials, of('material')),
    orders: {
      ...draft.orders,
      willing: added(draft.orders.willing, of('family')),
      unwilling: draft.orders.unwilling.filter(id => !of('family').some(row => row.id === id)),
    },
    certificates: [
      ...draft.certificates,
      ...of('norm')
        .filter(({ id }) => !draft.certificates.some(({ norm }) => norm === id))
        .map(({ id }) => ({
          key: newKey(),
          norm: id,
          edition: accepted.editionOf(id),
          item: null,
          number: '',
          validUntil: '',
          status: 'declared' as const,
        })),
    ],
  }
}

function withResources(sites: SiteDraft[], accepted: Accepted, of: (kind: RowKind) => Row[]): SiteDraft[] {
  const [place] = of('town')
  const town = place?.towns.find(({ code }) => code === place.id) ?? null
  const added = { machines: of('machine'), workforce: of('trade') }
  const isEmpty = added.machines.length + added.workforce.length === 0
  const chosen = sites.find(({ key }) => key === accepted.site)
  if (chosen === undefined && isEmpty && town === null) return sites
  const target = chosen ?? siteAt(town, accepted.siteName)
  const changed: SiteDraft = {
    ...target,
    town: target.town ?? town,
    machines: withLines(target, 'machines', added.machines),
    workforce: withLines(target, 'workforce', added.workforce),
  }
  return chosen === undefined ? [...sites, changed] : sites.map(site => (site === chosen ? changed : site))
}

/** A type that is there already keeps its line: a count that was read fills or changes it. */
function withLines(site: SiteDraft, resource: Resource, rows: readonly Row[]): SiteDraft[Resource] {
  const before = site[resource]
  const counts = new Map(rows.map(({ id, count }) => [id, count]))
  const there = new Set(before.map(({ id }) => id))
  return [
    ...before.map(line => ({
      ...line,
      count: (line.id === null ? null : counts.get(line.id)) ?? line.count,
    })),
    ...rows
      .filter(({ id }) => !there.has(id))
      .map(({ id, count }) => ({
        key: newKey(),
        id,
        words: '',
        count,
        hours: before.at(-1)?.hours ?? FULL_WEEK,
      })),
  ]
}
