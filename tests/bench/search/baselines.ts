/** What one would take instead: MiniSearch in the process, `ILIKE`, and PostgreSQL's own French search. */
import type { Catalogue, Named } from '@maillage/matching/catalogue.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import type { DocumentMaker } from '@maillage/server/search/firm-document.ts'
import { communeName } from '@maillage/server/places.ts'
import { loadDepartments } from '@maillage/db/towns/departments.ts'
import MiniSearch from 'minisearch'
import type pg from 'pg'

/** Ids of the first ten, best first. */
export type Ask = (text: string) => Promise<string[]> | string[]

/** What a page about the firm would say of it: the same facts that the index has, by their French names. */
export interface Page {
  id: string
  name: string
  activity: string
  places: string
  equipment: string
  proofs: string
  makes: string
}

export function pagesOf(firms: Firm[], catalogue: Catalogue, makeable: DocumentMaker['makeable']): Page[] {
  const named = (records: (Named & { id: string })[]) => new Map(records.map(({ id, name }) => [id, name.fr]))
  const machines = named(catalogue.machineTypes)
  const trades = named(catalogue.trades)
  const materials = named(catalogue.materialFamilies)
  const norms = named(catalogue.norms)
  const items = named(catalogue.items)
  const departments = new Map(loadDepartments().map(({ code, name }) => [code, name]))
  const names = (ids: Iterable<string>, of: Map<string, string>) =>
    [...new Set(ids)].map(id => of.get(id) ?? id).join(', ')
  return firms.map(firm => ({
    id: firm.id,
    name: firm.name,
    activity: firm.activity,
    places: [
      ...new Set(
        firm.sites.flatMap(({ place }) => [
          communeName(place.commune),
          departments.get(place.department) ?? '',
        ]),
      ),
    ].join(', '),
    equipment: [
      names(
        firm.sites.flatMap(site => site.machines.map(({ type }) => type)),
        machines,
      ),
      names(
        firm.sites.flatMap(site => site.workforce.map(({ trade }) => trade)),
        trades,
      ),
      names(firm.workedMaterials, materials),
    ].join(', '),
    proofs: names(
      firm.certificates
        .filter(({ status }) => status === 'verified' || status === 'declared')
        .map(({ norm }) => norm),
      norms,
    ),
    makes: names(makeable(firm).now, items),
  }))
}

/** MiniSearch as its own guide has it: names first, beginnings, a fifth of the letters wrong. */
export function miniSearch(pages: Page[]): Ask {
  const index = new MiniSearch<Page>({
    fields: ['name', 'activity', 'places', 'equipment', 'proofs', 'makes'],
    storeFields: [],
    searchOptions: { boost: { name: 2 }, prefix: true, fuzzy: 0.2 },
  })
  index.addAll(pages)
  return text =>
    index
      .search(text)
      .slice(0, 10)
      .map(({ id }) => String(id))
}

const together = ({ name, activity, places, equipment, proofs, makes }: Page) =>
  [name, activity, places, equipment, proofs, makes].join('. ')

/** One table with all the words of a firm, as one would begin. */
export async function fillPlain(client: pg.Client, pages: Page[]): Promise<void> {
  await client.query('create table plain (id text primary key, words text not null)')
  for (let from = 0; from < pages.length; from += 2000) {
    const rows = pages.slice(from, from + 2000)
    await client.query('insert into plain select * from unnest($1::text[], $2::text[])', [
      rows.map(({ id }) => id),
      rows.map(together),
    ])
  }
  await client.query("create index plain_french on plain using gin (to_tsvector('french', words))")
  await client.query('analyze plain')
}

const idsIn = ({ rows }: { rows: { id: string }[] }) => rows.map(({ id }) => id)

/** Every word somewhere in the text. */
export const ilike =
  (client: pg.Client): Ask =>
  async text => {
    const words = text.split(/\s+/).filter(Boolean)
    const patterns = words.map(word => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
    return idsIn(
      await client.query('select id from plain where words ilike all($1::text[]) order by id limit 10', [
        patterns,
      ]),
    )
  }

/** The French configuration as it comes, ranked by `ts_rank`. */
export const plainFrench =
  (client: pg.Client): Ask =>
  async text =>
    idsIn(
      await client.query(
        `select id from plain, websearch_to_tsquery('french', $1) query where to_tsvector('french', words) @@ query
         order by ts_rank(to_tsvector('french', words), query) desc, id limit 10`,
        [text],
      ),
    )
