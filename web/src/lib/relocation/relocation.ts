import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'

const ALL = '/api/organisations/{organisationId}/relocations'
const ONE = '/api/organisations/{organisationId}/relocations/{relocationId}'
const TABLE = '/api/organisations/{organisationId}/relocation-table'

export type Relocations = Reply<typeof ALL, 'get'>
export type Article = Relocations['articles'][number]
export type Chain = NonNullable<Article['chain']>
export type Cost = NonNullable<Chain['cost']>
export type Load = Relocations['loads'][number]
export type Written = Sent<typeof ALL, 'post'>
type TableRead = Reply<typeof TABLE, 'post'>

const of = (organisationId: string) => ({ params: { path: { organisationId } } })
const one = (organisationId: string, relocationId: string) => ({
  params: { path: { organisationId, relocationId } },
})

// All throw `ApiProblem` where the server refuses.

export const readRelocations = (organisationId: string): Promise<Relocations> =>
  ask(api.GET(ALL, of(organisationId)))

/** Puts an article on the list, or changes the one of this id. */
export const keepArticle = (organisationId: string, id: string | null, body: Written): Promise<Relocations> =>
  id === null
    ? ask(api.POST(ALL, { ...of(organisationId), body }))
    : ask(api.PUT(ONE, { ...one(organisationId, id), body }))

export const removeArticle = (organisationId: string, id: string): Promise<Relocations> =>
  ask(api.DELETE(ONE, one(organisationId, id)))

/** Reads a table of articles, and keeps it where one confirms and nothing is at fault. */
export const sendArticles = (organisationId: string, csv: string, confirm: boolean): Promise<TableRead> =>
  ask(api.POST(TABLE, { ...of(organisationId), body: { csv, confirm } }))
