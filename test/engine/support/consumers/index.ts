import type { Workshop } from "../workshop";
import { npmInstalled, type Dependencies } from "./kept";
import { linked } from "./linked";
import { pnpmInstalled } from "./pnpm";
import { commonJs, esModule, typeScript5, typeScript6, type Program } from "./programs";

/** A way to have the package, and a program that uses it. */
export interface Consumer {
  readonly title: string;
  readonly program: Program;
  /** The folder that is the program's `node_modules`. */
  readonly modules: (shop: Workshop) => Promise<string>;
}

const sdk: Dependencies = { "@pulumi/pulumi": "3.248.0" };
const withTypeScript = (version: string): Dependencies => ({
  ...sdk,
  "@types/node": "^20",
  typescript: version,
});
/** What an npm consumer of the package installed from its tarball finds. */
const javaScript = (shop: Workshop) => npmInstalled("javascript", shop.tarball, sdk);

export const consumers: readonly Consumer[] = [
  { title: "a CommonJS program under npm", program: commonJs, modules: javaScript },
  { title: "an ES-module program under npm", program: esModule, modules: javaScript },
  {
    title: "a TypeScript 6 program (nodenext)",
    program: typeScript6,
    modules: (shop) => npmInstalled("typescript-6", shop.tarball, withTypeScript("~6.0")),
  },
  {
    title: "a TypeScript 5 program (commonjs, node)",
    program: typeScript5,
    modules: (shop) => npmInstalled("typescript-5", shop.tarball, withTypeScript("~5.9")),
  },
  {
    title: "a program that links to a checkout",
    program: commonJs,
    modules: async (shop) => await linked(shop.tarball, await javaScript(shop)),
  },
  {
    title: "a program under pnpm",
    program: esModule,
    modules: (shop) => pnpmInstalled(shop.tarball, sdk),
  },
];
