import type { FieldProblem } from '#lib/api/problem.ts'
import { list } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { parseNumber } from '#lib/parse.ts'
import { countedIn } from './sheet.ts'
import type { Count, Depot, Stored } from './stocks.ts'

/** A sheet of what a depot holds, as the book said when it was opened, with what a person counts of each lot. */
export class CountedSheet {
  readonly lots: Stored[]
  /** What is typed, by lot; empty where it is not counted. */
  typed = $state<Record<string, string>>({})
  /** The lots that were sent, in order: refusals name them by number. */
  sent: string[] = []
  readonly #after: number

  constructor({ stored, counts }: Pick<Depot, 'stored' | 'counts'>) {
    this.lots = stored.filter(({ quantity }) => quantity > 0)
    this.typed = Object.fromEntries(this.lots.map(({ id }) => [id, '']))
    this.#after = counts
  }

  #counted() {
    return this.lots.flatMap(({ id, quantity }) => {
      const counted = parseNumber(this.typed[id] ?? '')
      return counted === null ? [] : [{ lotId: id, book: quantity, counted }]
    })
  }

  /** What is no count, by the field that the server would name. */
  faults(): FieldProblem[] {
    const lines = this.#counted()
    this.sent = lines.map(({ lotId }) => lotId)
    if (lines.length === 0) return [{ field: '', message: m.stock_count_none() }]
    return lines.flatMap(({ counted }, at) =>
      Number.isInteger(counted) && counted >= 0
        ? []
        : [{ field: `/lines/${at}/counted`, message: m.stock_count_error() }],
    )
  }

  /** As it is sent; call it once `faults` finds none. */
  written(): Count {
    const lines = this.#counted()
    this.sent = lines.map(({ lotId }) => lotId)
    return { after: this.#after, lines }
  }

  /** Takes what a file says was counted in this depot; returns what became of it, in a sentence. */
  take(text: string, depot: string): string {
    const rows = countedIn(text)
    if (rows === null) return m.stock_count_file_columns()
    const here = rows.filter(row => row.depot === '' || row.depot === depot)
    const unknown: string[] = []
    let count = 0
    for (const row of here) {
      const lots = this.lots.filter(
        lot => lot.number === row.number && (row.maker === '' || lot.maker === row.maker),
      )
      const [lot] = lots
      if (lot === undefined || lots.length > 1) unknown.push(row.number)
      else {
        this.typed[lot.id] = row.counted
        count++
      }
    }
    return [
      m.stock_count_file_done({ count }),
      ...(unknown.length === 0 ? [] : [m.stock_count_file_unknown({ numbers: list(unknown) })]),
    ].join(' ')
  }
}
