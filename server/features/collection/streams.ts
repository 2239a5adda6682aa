import { loadRecyclingLaw, loadStreams } from '@maillage/db/recycling/load.ts'
import type { Text } from '@maillage/matching/catalogue.ts'

const shipped = loadStreams()

export const law = loadRecyclingLaw()
export const streams = shipped.streams
export const streamOf = (id: string) => streams.find(one => one.id === id)

const byItem = new Map(shipped.articles.map(({ item, ...rest }) => [item, rest]))

/** An operator may have added it to the catalogue since: nobody has said yet where it goes. */
const notSaid: Text = {
  fr: 'Personne n’a encore dit dans quelle filière cet article va.',
  en: 'Nobody has said yet which channel this article goes into.',
}

/** Into which stream an article goes at the end of its life, or why into none. */
export const endOf = (item: string): { stream: string | null; why: Text } =>
  byItem.get(item) ?? { stream: null, why: notSaid }

/** The streams as they are told, each with the products that it takes. */
export const streamsShown = streams.map(({ id, name, material }) => ({
  id,
  name,
  material,
  items: shipped.articles.filter(({ stream }) => stream === id).map(({ item }) => item),
}))
