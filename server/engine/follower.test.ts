import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../tests/support/api.ts'
import { describeOnDatabase } from '../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../tests/support/examples.ts'
import { recordEvent } from '../events.ts'
import type { NeedShown } from '../features/needs/schemas.ts'

const patient = { timeout: 10_000 }

describeOnDatabase('two servers on one database', bed => {
  let one: Api
  let two: Api
  let editor: SignedIn
  const firms: string[] = []

  const save = async (firm: string, activity: string) => {
    const path = `/api/organisations/${firm}/profile`
    const { version } = (await editor.call('GET', path)).json<{ version: number }>()
    expect((await editor.call('PUT', path, { ...sewingWorkshop, activity, version })).statusCode).toBe(200)
  }
  const activityOn = ({ app }: Api, firm: string) => app.engine.firm(firm)?.activity
  const behindOn = async ({ app }: Api) =>
    Number(/^maillage_engine_events_behind (\d+)$/m.exec((await app.inject('/metrics')).body)?.[1])

  beforeAll(async () => {
    one = await openApi(bed.connection())
    two = await openApi(bed.connection())
    editor = await one.person('Elise')
    for (const name of ['Confection de Foix', 'Confection de Pamiers']) {
      const firm = await one.organisation({ name, roles: ['firm'] })
      await one.join(editor, firm, 'editor')
      firms.push(firm)
    }
  })
  afterAll(async () => {
    await one.close()
    await two.close()
  })

  test('a profile saved on one is soon in the engine of the other', async () => {
    const [firm = ''] = firms
    await save(firm, 'Nous cousons des blouses.')
    await expect.poll(() => activityOn(two, firm), patient).toBe('Nous cousons des blouses.')
    await save(firm, 'Nous cousons des masques.')
    await expect.poll(() => activityOn(two, firm), patient).toBe('Nous cousons des masques.')
  })

  test('a need published on one is in the other’s engine, and leaves it when it is withdrawn', async () => {
    const buyer = await one.person('Basile')
    const hospital = await one.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await one.join(buyer, hospital, 'editor')
    const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(10))
    const { id } = draft.json<NeedShown>()
    await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
    await expect.poll(() => two.app.engine.need(id)?.quantity, patient).toBe(10)
    await buyer.call('POST', `/api/needs/${id}/withdraw`, { version: 2 })
    await expect.poll(() => two.app.engine.need(id), patient).toBeUndefined()
  })

  // The embedded database has one connection: nothing can commit while a transaction is open.
  test.runIf(bed.kind === 'postgres')('a change that commits late is not skipped', async () => {
    const [late = '', punctual = ''] = firms
    const trx = await bed.db().startTransaction().execute()
    await trx
      .updateTable('profile')
      .set({ activity: 'Écrit avant, enregistré après.' })
      .where('organisationId', '=', late)
      .execute()
    await recordEvent(trx, {
      verb: 'profile.saved',
      subjectKind: 'firm',
      subjectId: late,
      actor: null,
      organisationId: late,
    })
    await save(punctual, 'Un premier enregistrement.')
    await save(punctual, 'Enregistré entre-temps.')
    await expect.poll(() => behindOn(two), patient).toBe(2)
    expect(activityOn(two, punctual)).not.toBe('Enregistré entre-temps.')
    await trx.commit().execute()
    for (const server of [one, two]) {
      await expect.poll(() => activityOn(server, late), patient).toBe('Écrit avant, enregistré après.')
      await expect.poll(() => activityOn(server, punctual), patient).toBe('Enregistré entre-temps.')
      await expect.poll(() => behindOn(server), patient).toBe(0)
    }
  })

  test('a server that starts knows what the others know', async () => {
    const three = await openApi(bed.connection())
    for (const firm of firms) expect(activityOn(three, firm)).toBe(activityOn(one, firm))
    await three.close()
  })

  test('a server stops at once, even while somebody waits for an event that never comes', async () => {
    const three = await openApi(bed.connection())
    const waiting = three.app.follower.reached({ transactionId: '9999999999', eventId: 1 })
    const told = waiting.catch((error: unknown) => String(error))
    const before = Date.now()
    await three.close()
    expect(await told).toContain('stops following')
    expect(Date.now() - before).toBeLessThan(4000)
  })
})
