import { DataForm } from './DataForm.tsx'
import { SettingPage } from './SettingPage.tsx'

/** Names, addresses and places of the bureau, on every page of the site. */
export function DataPage() {
  return (
    <SettingPage
      of="bureau"
      about="名称、电话、地址写在每一个公开页面上。确认以后立即生效，全部页面随后在后台重做，做好以前读者看到的是原来的；部门和期限在各自的页面修改。"
    >
      {({ bureau }, keeps) => keeps && <DataForm bureau={bureau} />}
    </SettingPage>
  )
}
