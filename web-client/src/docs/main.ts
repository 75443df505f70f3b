import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js'
import 'swagger-ui-dist/swagger-ui.css'
import { texts } from '../texts'
import './docs.css'

const SERVICES = ['auth-service', 'room-service', 'message-service', 'presence-service', 'notification-service']

const dark = matchMedia('(prefers-color-scheme: dark)')
const paint = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', paint)
paint()

const heading = Object.assign(document.createElement('h1'), { textContent: texts.docs.heading })
const links = Object.assign(document.createElement('nav'), { ariaLabel: texts.docs.heading })
const page = document.createElement('section')
page.ariaLive = 'polite'

for (const service of SERVICES) {
  links.append(Object.assign(document.createElement('a'), { href: `#${service}`, textContent: service }))
}
for (const [href, textContent] of [
  ['/docs/asyncapi/socket.json', texts.docs.socket],
  ['/docs/asyncapi/events.json', texts.docs.events],
  ['/problems', texts.docs.problems],
] as const) {
  links.append(Object.assign(document.createElement('a'), { href, textContent }))
}
document.querySelector('#docs')!.append(heading, links, page)

async function show(): Promise<void> {
  const named = decodeURIComponent(location.hash.slice(1)).split('/')[0]!
  const service = SERVICES.includes(named) ? named : SERVICES[0]!
  for (const link of links.querySelectorAll('a')) {
    if (link.hash === `#${service}`) link.ariaCurrent = 'page'
    else link.ariaCurrent = null
  }
  page.replaceChildren(texts.docs.loading(service))
  try {
    const answer = await fetch(`/docs/openapi/${service}.json`)
    if (!answer.ok) throw new Error(`${answer.status}`)
    // every service is reached through this page's own origin, whatever address it knows itself by
    const { servers: _, ...spec } = await answer.json()
    page.replaceChildren()
    SwaggerUI({ spec, domNode: page, defaultModelsExpandDepth: 0, tryItOutEnabled: true })
  } catch {
    page.replaceChildren(texts.docs.away(service))
  }
}

addEventListener('hashchange', show)
void show()
