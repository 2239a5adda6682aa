import type { Meilisearch, SearchParams } from 'meilisearch'
import { capacitySteps } from '../capacity.ts'
import { documentKinds, facetNames, type FacetName } from '../document.ts'
import { hitOf, markedBy } from '../hit.ts'
import { audiencesOf } from '../reader.ts'
import type { FacetCounts, SearchAnswer, SearchQuestion, TextSearch } from '../text-search.ts'
import type { WordReader } from '../words.ts'
import { dayNumber, type MeiliDocument, weeklyAttribute } from './document.ts'

const quoted = (value: string) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
const oneOf = (attribute: string, values: readonly string[]) =>
  `${attribute} IN [${values.map(quoted).join(', ')}]`

/** Who may read, which day it is, where, and what was narrowed to; `without` leaves one facet out. */
function filtersOf(
  { reader, today, within, facets, capacity }: SearchQuestion,
  without?: FacetName,
): string[] {
  const own = reader.organisations.length > 0 ? ` OR ${oneOf('owner', reader.organisations)}` : ''
  return [
    `(${oneOf('audience', audiencesOf(reader))}${own})`,
    `until >= ${dayNumber(today)}`,
    ...(within === null
      ? []
      : [`_geoRadius(${within.latitude}, ${within.longitude}, ${within.kilometres * 1000})`]),
    ...(capacity === null ? [] : [`${weeklyAttribute(capacity)} >= ${capacity.weekly}`]),
    ...facetNames.flatMap(facet => {
      const values = facets[facet] ?? []
      return values.length === 0 || facet === without ? [] : [oneOf(facet, values)]
    }),
  ]
}

/** What is typed, its codes as phrases: what stands in quotation marks is found as it is or not at all. */
function queryOf({ words }: SearchQuestion): string {
  return words.terms
    .map(({ typed, code, meant }) =>
      code === null || meant.length > 0 ? typed.replaceAll('"', ' ') : `"${code}"`,
    )
    .join(' ')
}

/** Full-text search in Meilisearch. */
export function meiliSearch(client: Meilisearch, uid: string, words: WordReader): TextSearch {
  async function search(question: SearchQuestion): Promise<SearchAnswer> {
    const { kinds, limit } = question
    const shared: SearchParams = {
      q: queryOf(question),
      limit,
      matchingStrategy: 'frequency',
      showRankingScore: true,
      attributesToRetrieve: ['document'],
    }
    const { results } = await client.multiSearch<
      { queries: (SearchParams & { indexUid: string })[] },
      MeiliDocument
    >({
      queries: kinds.map(kind => ({
        ...shared,
        indexUid: uid,
        filter: [...filtersOf(question), oneOf('kind', [kind])],
      })),
    })
    const marked = markedBy(question.words.terms, [])
    const hits = results
      .flatMap(result =>
        result.hits.map(hit => hitOf(hit.document, hit._rankingScore ?? 0, marked, words, question)),
      )
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
    return { degraded: false, hits, corrected: [], left: [] }
  }

  async function count(question: SearchQuestion): Promise<FacetCounts> {
    const narrowed = facetNames.filter(facet => (question.facets[facet] ?? []).length > 0)
    const shared = { indexUid: uid, q: queryOf(question), limit: 0, matchingStrategy: 'frequency' as const }
    const ofKinds = oneOf('kind', question.kinds)
    const queries = [
      { ...shared, facets: ['kind'], filter: filtersOf(question) },
      { ...shared, facets: [...facetNames], filter: [...filtersOf(question), ofKinds] },
      ...narrowed.map(facet => ({
        ...shared,
        facets: [facet],
        filter: [...filtersOf(question, facet), ofKinds],
      })),
    ]
    const { capacity } = question
    const steps = capacity === null ? [] : capacitySteps.map(weekly => ({ ...capacity, weekly }))
    const ofSteps = steps.map(step => ({
      ...shared,
      facets: ['kind'],
      filter: filtersOf({ ...question, capacity: step }),
    }))
    const { results } = await client.multiSearch({ queries: [...queries, ...ofSteps] })
    const distributions = results.map(({ facetDistribution = {} }) => facetDistribution)
    const [byKind, all, ...own] = distributions
    const stepCounts = distributions.slice(queries.length)
    const listed = (distribution: Record<string, number> = {}) =>
      Object.entries(distribution)
        .map(([value, amount]) => ({ value, count: amount }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    const valuesOf = (facet: FacetName) => {
      const at = narrowed.indexOf(facet)
      return listed((at === -1 ? all : own[at])?.[facet])
    }
    const kindCounts = documentKinds.map(kind => [kind, byKind?.kind?.[kind] ?? 0] as const)
    return {
      degraded: false,
      estimated: false,
      kinds: { firm: 0, need: 0, product: 0, machine: 0, ...Object.fromEntries(kindCounts) },
      facets: {
        process: valuesOf('process'),
        now: valuesOf('now'),
        reoriented: valuesOf('reoriented'),
        material: valuesOf('material'),
        certificate: valuesOf('certificate'),
        verified: valuesOf('verified'),
        department: valuesOf('department'),
        family: valuesOf('family'),
      },
      weekly: steps.map(({ weekly }, at) => ({ least: weekly, count: stepCounts[at]?.kind?.firm ?? 0 })),
    }
  }

  return { search, count }
}
