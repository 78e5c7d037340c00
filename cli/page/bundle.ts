import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The files that run in the page, by the last part of the path in `require`. */
const modules = {
  "d3-hierarchy": join(dirname(require.resolve("d3-hierarchy")), "d3-hierarchy.min.js"),
  text: join(__dirname, "../chart/text.js"),
  tree: join(__dirname, "../chart/tree.js"),
  view: join(__dirname, "../chart/view.js"),
  marks: join(__dirname, "../chart/marks.js"),
  layout: join(__dirname, "../chart/layout.js"),
  svg: join(__dirname, "../chart/svg.js"),
  called: join(__dirname, "../live-org/called.js"),
  named: join(__dirname, "named.js"),
  places: join(__dirname, "places.js"),
  search: join(__dirname, "search.js"),
  item: join(__dirname, "item.js"),
  marked: join(__dirname, "marked.js"),
  entries: join(__dirname, "entries.js"),
  filters: join(__dirname, "filters.js"),
  chart: join(__dirname, "chart.js"),
  "list-group": join(__dirname, "list-group.js"),
  list: join(__dirname, "list.js"),
  main: join(__dirname, "main.js"),
};

/**
 * The page's script: the files as they are, one after another, and a `require` that finds them. So
 * what draws a chart here draws it in the page, and there is no bundler (docs/decisions/0010).
 */
export function bundle(): string {
  const functions = Object.entries(modules).map(
    ([name, file]) =>
      `${JSON.stringify(name)}: function (module, exports, require) {\n${source(file)}\n}`,
  );
  return `(() => {
const modules = {${functions.join(",\n")}};
const loaded = {};
const require = (name) => {
  const key = name.split("/").pop();
  if (!loaded[key]) {
    const module = (loaded[key] = { exports: {} });
    modules[key].call(module.exports, module, module.exports, require);
  }
  return loaded[key].exports;
};
require("main");
})();`;
}

/** A script in HTML ends at the first `</script`, whatever it is part of. */
function source(file: string): string {
  return readFileSync(file, "utf8").replaceAll("\r\n", "\n").replaceAll("</script", "<\\/script");
}
