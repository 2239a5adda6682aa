import type { Choice } from '#lib/components/field.ts'
import { m } from '#lib/paraglide/messages.js'

/** A lot as it is typed, before it is known to be one. */
export interface TypedLot {
  item: Choice | null
  size: string
  number: string
  quantity: number | null
  expiresOn: string
  regime: string
  certificate: string
}

export const nothingTyped: TypedLot = {
  item: null,
  size: '',
  number: '',
  quantity: null,
  expiresOn: '',
  regime: 'normal',
  certificate: '',
}

/** What is missing or wrong of it, by the field that the server would name. */
export function faultsIn({ item, number, quantity }: TypedLot): { field: string; message: string }[] {
  return [
    ...(item === null ? [{ field: '/item', message: m.stock_item_error() }] : []),
    ...(number.trim() === '' ? [{ field: '/number', message: m.stock_lot_number_error() }] : []),
    ...(quantity !== null && Number.isInteger(quantity) && quantity >= 1
      ? []
      : [{ field: '/quantity', message: m.stock_quantity_error() }]),
  ]
}

/** The lot as the server takes it; to be asked once nothing is wrong with it. */
export function lotIn({ item, size, number, quantity, expiresOn, regime, certificate }: TypedLot) {
  return {
    item: item?.value ?? '',
    size: size === '' ? null : size,
    number,
    quantity: quantity ?? 0,
    expiresOn: expiresOn === '' ? null : expiresOn,
    regime,
    certificate,
  }
}
