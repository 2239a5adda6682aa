import { describeOnBoth } from '../../../tests/support/bed.ts'
import { textSearchContract } from '../testing/contract.ts'
import { maker } from '../testing/examples.ts'
import { postgresSearch } from './postgres-search.ts'
import { applyChanges } from './write.ts'

describeOnBoth('search', bed => {
  textSearchContract(async () => ({
    search: postgresSearch(bed.db(), maker.words),
    apply: changes =>
      bed
        .db()
        .transaction()
        .execute(trx => applyChanges(trx, changes)),
  }))
})
