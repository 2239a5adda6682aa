const OFF = 'single-keys-off'

let on = $state(localStorage.getItem(OFF) === null)

/** Whether keys of one sign do something on this device. */
export function singleKeys(): boolean {
  return on
}

export function setSingleKeys(wanted: boolean): void {
  on = wanted
  if (wanted) localStorage.removeItem(OFF)
  else localStorage.setItem(OFF, 'true')
}
