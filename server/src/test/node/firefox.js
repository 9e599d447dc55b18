import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import puppeteer from 'puppeteer-core';

/**
 * One page in Firefox with the witness, for a test that talks to it in lines: each line in is an expression that is evaluated
 * until it is neither false nor empty; the line out is its value as JSON. It ends with its input.
 *
 *     node firefox.js WITNESS URL
 */
const [witness, url] = process.argv.slice(2);
const POLL_MS = 100;

const browser = await puppeteer.launch({
  browser: 'firefox',
  executablePath: '/usr/bin/firefox-esr',
  headless: true,
  extraPrefsFirefox: {
    'media.navigator.streams.fake': true,
    'media.navigator.permission.disabled': true,
    'media.peerconnection.ice.loopback': true,
    'media.peerconnection.ice.obfuscate_host_addresses': false,
    'media.autoplay.default': 0,
    'media.autoplay.blocking_policy': 0,
    'media.autoplay.block-webaudio': false,
  },
});
const page = await browser.newPage();
await page.evaluateOnNewDocument(await readFile(witness, 'utf8'));
await page.goto(url);
for await (const expression of createInterface({ input: process.stdin })) {
  const value = await page.waitForFunction(expression, { polling: POLL_MS });
  console.log(JSON.stringify(await value.jsonValue()));
}
await browser.close();
