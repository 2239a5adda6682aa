import { m } from '#lib/paraglide/messages.js'
import { offerUndo } from '#lib/undo.ts'
import { draftOf } from './draft-of.ts'
import { createNeed, deleteNeed, type Need } from './need.ts'
import { orTell } from './withdraw.ts'

/**
 * Throws a draft away at once, and offers to write it down again for a while: it then is another need with the same
 * words. A refusal is told.
 */
export async function discardWithUndo(
  need: Need,
  { ongone, onback }: { ongone: () => void; onback: (again: Need) => void },
): Promise<void> {
  await orTell(async () => {
    await deleteNeed(need.id)
    ongone()
    offerUndo(m.need_discarded(), () => {
      void orTell(async () => onback(await createNeed(need.buyer.id, draftOf(need))))
    })
  })
}
