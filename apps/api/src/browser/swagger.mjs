/*
 * Node runs this, as Playwright does not run on Bun: signs in on the Swagger page and tries it out. Prints one line of JSON with
 * what was answered and what went wrong meanwhile.
 */
import { chromium } from 'playwright-core'

const [address, email, password, tenantId, executablePath, screenshot] = process.argv.slice(2)
const origin = new URL(address).origin
const complaints = []

const browser = await chromium.launch({
  executablePath,
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})

try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1600 } })
  page.setDefaultTimeout(20_000)
  page.on('request', request => {
    const url = new URL(request.url())
    if (url.origin !== origin && url.protocol !== 'data:')
      complaints.push(`a request left the origin: ${request.url()}`)
  })
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`the console said: ${message.text()}`)
  })
  page.on('pageerror', error => complaints.push(`the page failed: ${error.message}`))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event => console.error(`policy: ${event.violatedDirective}`))
  })

  await page.goto(`${address}/`)
  const title = await page.title()
  const path = new URL(page.url()).pathname

  const execute = async (operation, body) => {
    const block = page.locator(`[id$="-${operation}"].opblock`)
    await block.locator('.opblock-summary-control').click()
    if (body) await block.locator('textarea.body-param__text').fill(JSON.stringify(body))
    await block.locator('button.execute').click()
    const status = block.locator('.live-responses-table .response .response-col_status')
    await status.waitFor()
    const answer = await block.locator('.live-responses-table .response .highlight-code').first().textContent()
    return {
      status: Number.parseInt(await status.textContent(), 10),
      message: /"message": "([^"]*)"/.exec(answer)?.[1],
    }
  }

  const example = { display_name: 'Reception', secret: 'T7vqPz3mXw8KdRy4HnJc2bFs', status: 'active' }
  const answers = {
    login: await execute('login', { email, password }),
    created: await execute('createExtension', { tenant_id: Number(tenantId), extension_number: '7001', ...example }),
    listed: await execute('listExtensions'),
    shown: await execute('showExtension'),
  }
  await page.locator('[id$="-createExtension"].opblock').evaluate(block => block.scrollIntoView())
  await page.screenshot({ path: screenshot })
  console.log(JSON.stringify({ title, path, answers, complaints }))
} finally {
  await browser.close()
}
