import { expect, test } from 'vitest'
import { openApi } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import type { NeedShown } from '../needs/schemas.ts'
import { ENGINE_VERSION } from './apply-ranking.ts'

describeOnOneConnection('a server that starts with another version of the engine', bed => {
  test('ranks the open needs again, and leaves those that are up to date alone', async () => {
    const before = await openApi(bed.connection())
    const owner = await before.person('Odette')
    const buyer = await before.person('Basile')
    const firm = await before.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    const hospital = await before.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await before.join(owner, firm, 'owner')
    await before.join(buyer, hospital, 'editor')
    await owner.call('PUT', `/api/organisations/${firm}/profile`, { ...sewingWorkshop, version: 0 })
    const ids: string[] = []
    for (const quantity of [1000, 2000]) {
      const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(quantity))
      const { id } = draft.json<NeedShown>()
      await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
      ids.push(id)
    }
    await before.settled()
    await before.close()

    const [old = '', current = ''] = ids
    const db = bed.db()
    await db.updateTable('ranking').set({ engineVersion: '0.0.1' }).where('needId', '=', old).execute()
    const computedAt = async (id: string) =>
      (await db.selectFrom('ranking').select('computedAt').where('needId', '=', id).executeTakeFirstOrThrow())
        .computedAt
    const untouched = await computedAt(current)

    const after = await openApi(bed.connection())
    await after.settled()
    const versions = await db.selectFrom('ranking').select('engineVersion').execute()
    expect(versions).toEqual([{ engineVersion: ENGINE_VERSION }, { engineVersion: ENGINE_VERSION }])
    expect(await computedAt(current)).toEqual(untouched)
    await after.close()
  })
})
