import { today } from '#lib/today.ts'
import type { Form, Terms } from './pool.ts'

const DAYS_TO_JOIN = 21
const DAY_MILLISECONDS = 86_400_000

/** The agreement of a pool as it is typed. */
export class TermsTyped {
  title = $state('')
  legalForm = $state<Terms['legalForm']>('group')
  purchase = $state<Terms['purchase']>('order')
  pays = $state<Terms['pays']>('each')
  orders = $state<Terms['orders']>('each')
  text = $state('')
  access = $state<Terms['access']>('open')
  joinBy = $state('')
  readonly #forms: readonly Form[]

  constructor(forms: readonly Form[], stored: Terms | null) {
    this.#forms = forms
    if (stored) {
      const { title, legalForm, purchase, pays, orders, text, access, joinBy } = stored
      Object.assign(this, { title, legalForm, purchase, pays, orders, text, access, joinBy })
      return
    }
    this.legalForm = forms[0]?.form ?? 'group'
    this.joinBy = new Date(Date.parse(today()) + DAYS_TO_JOIN * DAY_MILLISECONDS).toISOString().slice(0, 10)
  }

  /** The form of law that is chosen. */
  get form(): Form | undefined {
    return this.#forms.find(({ form }) => form === this.legalForm)
  }

  /** What is sent: who does what as the form of law lets it. */
  terms(): Terms {
    const { title, legalForm, purchase, text, access, joinBy, form } = this
    const allowed = (doer: Terms['pays'], among: Terms['pays'][]) =>
      among.includes(doer) ? doer : (among[0] ?? doer)
    return {
      title,
      legalForm,
      purchase,
      pays: allowed(this.pays, form?.pays ?? []),
      orders: allowed(this.orders, form?.orders ?? []),
      text,
      access,
      joinBy,
    }
  }
}
