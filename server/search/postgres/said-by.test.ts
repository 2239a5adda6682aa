import { beforeAll, expect, test } from 'vitest'
import { describeOnBoth } from '../../../tests/support/bed.ts'
import { documentOf, exampleDocuments, firm, ids } from '../testing/examples.ts'
import { saidBy } from './said-by.ts'
import { applyChanges } from './write.ts'

describeOnBoth('firms by what they say of themselves', bed => {
  const apply = (documents: ReturnType<typeof exampleDocuments>) =>
    bed
      .db()
      .transaction()
      .execute(trx => applyChanges(trx, { documents, gone: [] }))
  beforeAll(() => apply(exampleDocuments()))

  test('are found by their own words, in either language, with these words as they wrote them', async () => {
    const [gowns, overlockers] = await saidBy(
      bed.db(),
      [['family/gown', 'product/gown-washable'], ['machine/sew-overlock']],
      10,
    )
    expect(gowns).toEqual([
      { firm: ids.sewer, written: ['blouses'] },
      { firm: ids.english, written: ['gowns'] },
    ])
    // Lingerie d’Albi declares an overlocker and says nothing of it; Zéphyrine hides itself, and says it.
    expect(overlockers?.map(({ firm }) => firm)).toEqual([ids.sewer, ids.english, ids.hidden])
  })

  test('are not found by what they deny', async () => {
    expect(await saidBy(bed.db(), [['process/sew']], 10)).toEqual([
      expect.not.arrayContaining([expect.objectContaining({ firm: ids.weaver })]),
    ])
  })

  test('are all left out where too many say it, whom those that hide themselves do not make more', async () => {
    const overlockers = [['machine/sew-overlock']] as const
    expect(await saidBy(bed.db(), overlockers, 2)).toEqual([expect.arrayContaining([])])
    expect(await saidBy(bed.db(), overlockers, 1)).toEqual([null])
    const own = firm(ids.lingerie, 'Lingerie d’Albi', {
      commune: '81004',
      activity: 'Des surjeteuses.',
      audience: 'operator',
    })
    await apply([documentOf(own)])
    const [withHidden] = await saidBy(bed.db(), overlockers, 2)
    expect(withHidden).toHaveLength(4)
  })
})
