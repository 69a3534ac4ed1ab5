/** One button that reads the position once, when pressed, and forgets it when pressed again. */
export function offerPosition(root: HTMLElement, form: HTMLFormElement): void {
  const block = root.querySelector<HTMLElement>('[data-position]')
  const button = block?.querySelector('button')
  const says = block?.querySelector<HTMLElement>('[data-position-says]')
  if (!block || !button || !says || !navigator.geolocation || !isSecureContext) return
  const set = (lng: string, lat: string, crs: string) => {
    for (const [name, value] of Object.entries({ 'place.lng': lng, 'place.lat': lat, 'place.crs': crs }))
      (form.elements.namedItem(name) as HTMLInputElement).value = value
    button.textContent = lng ? '不用我的位置' : '用我的位置'
  }
  button.addEventListener('click', () => {
    if (button.textContent === '不用我的位置') {
      set('', '', '')
      says.textContent = '已去掉位置。'
      return
    }
    says.textContent = '正在读取位置……'
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        set(coords.longitude.toFixed(6), coords.latitude.toFixed(6), 'WGS84')
        says.textContent = `已记下位置，误差约 ${Math.round(coords.accuracy)} 米。地址还是要写一句。`
      },
      () => {
        says.textContent = '没有读到位置。写清地址就行，不影响提交。'
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    )
  })
  block.hidden = false
}
