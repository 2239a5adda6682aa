import { setTimeout as sleep } from 'node:timers/promises'
import { smallCatalogue } from '@maillage/matching/testing/catalogue.ts'
import { maskNeed, sewingShop, today } from '@maillage/matching/testing/examples.ts'
import { afterEach, expect, test } from 'vitest'
import { emptyRevision, reviseWith } from './revise.ts'
import { createRevisions, type Revisions } from './revisions.ts'

const departments = ['09', '31']
const made = (version: string) => emptyRevision({ ...smallCatalogue, version }, { asOf: today, departments })
const open: Revisions[] = []
const start = () => {
  const revisions = createRevisions(made('1'), error => {
    throw error
  })
  open.push(revisions)
  return revisions
}
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

test('work under way reads the revision it began with, to its end, and what comes after reads the next', async () => {
  const revisions = start()
  const versions = () => [revisions.here.catalogue.version, revisions.current.catalogue.version]
  let late: Promise<string[]> | undefined
  const under = revisions.during(async () => {
    const before = versions()
    revisions.replace(made('2'))
    late = sleep(20).then(versions)
    await sleep(1)
    return [before, versions()]
  })
  expect(versions()).toEqual(['2', '2'])
  expect(await under).toEqual([
    ['1', '1'],
    ['1', '2'],
  ])
  // What it left running goes on with what is in force.
  expect(await late).toEqual(['2', '2'])
})

test('what was made from a revision is made once, and ends with the last who may ask for it', async () => {
  const revisions = start()
  const ended: string[] = []
  const names = revisions.derive(
    ({ catalogue }) => ({ name: catalogue.version }),
    async ({ name }) => void ended.push(name),
  )
  const first = names.here
  expect(names.here).toBe(first)
  const hold = revisions.hold()
  revisions.replace(made('2'))
  expect([names.here.name, hold.run(() => names.here.name)]).toEqual(['2', '1'])
  await sleep(1)
  expect(ended).toEqual([])
  hold.release()
  hold.release()
  await expect.poll(() => ended).toEqual(['1'])
})

test('an engine that takes another catalogue up answers as one that began with it', async () => {
  const revisions = start()
  const { engine } = revisions.current
  for (const name of ['a', 'b', 'c']) engine.upsertFirm(sewingShop(name))
  engine.upsertNeed(maskNeed(1000))
  const catalogue = structuredClone(smallCatalogue)
  for (const recipe of catalogue.recipes)
    for (const { methods } of recipe.operations) for (const one of methods) one.labourMinutes.value *= 2
  const next = await reviseWith({ ...catalogue, version: '2' }, revisions.current, departments)
  const anew = emptyRevision({ ...catalogue, version: '2' }, { asOf: today, departments })
  for (const name of ['a', 'b', 'c']) anew.engine.upsertFirm(sewingShop(name))
  const options = { viewer: { kind: 'other' } } as const
  const [need] = next.engine.needs()
  expect(need).toEqual(maskNeed(1000))
  const ranked = next.engine.rank(maskNeed(1000), options)
  expect(ranked).toEqual(anew.engine.rank(maskNeed(1000), options))
  expect(ranked).not.toEqual({ ...engine.rank(maskNeed(1000), options), catalogueVersion: '2' })
  expect(next.engine.needsCalling('a')).toEqual(engine.needsCalling('a'))
  const asked = { asOf: today, item: 'mask', claim: 'none' as const, need: [100_000, 100_000, 100_000] }
  const share = async ({ ranker }: typeof next) => (await ranker.autonomy(asked)).withMarket.after
  const before = await share(revisions.current)
  expect(before).toBeGreaterThan(0)
  expect(await share(next)).toBeCloseTo(before / 2)
  await next.ranker.close()
  await anew.ranker.close()
})
