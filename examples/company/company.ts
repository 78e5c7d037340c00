/** A department, what is below it, and who belongs to it. */
export interface Department {
  key: string;
  name: string;
  people?: string[];
  departments?: Department[];
}

/** The tree of departments. Change a name or move an entry, and run `pulumi preview`. */
export const departments: Department[] = [
  {
    key: "engineering",
    name: "Engineering",
    people: ["adalovelace"],
    departments: [
      {
        key: "platform",
        name: "Platform",
        people: ["gracehopper", "linustorvalds"],
        departments: [
          { key: "reliability", name: "Reliability", people: ["margaret", "kenthompson"] },
          { key: "tooling", name: "Developer Tooling", people: ["dennisritchie", "barbara"] },
        ],
      },
      {
        key: "product",
        name: "Product Engineering",
        people: ["alankay"],
        departments: [
          { key: "web", name: "Web", people: ["timbl", "brendan"] },
          { key: "mobile", name: "Mobile", people: ["radia", "lynn"] },
        ],
      },
      { key: "security", name: "Security", people: ["whitdiffie", "shafi", "edsger"] },
    ],
  },
  {
    key: "operations",
    name: "Operations",
    people: ["katherine"],
    departments: [
      { key: "finance", name: "Finance", people: ["dorothy", "mary"] },
      { key: "people", name: "People", people: ["hedy"] },
    ],
  },
  {
    key: "shanghai",
    name: "上海分公司",
    people: ["wangxuan"],
    departments: [
      { key: "shanghai-research", name: "研发部", people: ["yaoqizhi", "xiapeisu", "wuwenjun"] },
      { key: "shanghai-sales", name: "市场部", people: ["liming", "hanmeimei"] },
    ],
  },
];

/** Groups across departments. */
export const groups = [
  { key: "on-call", kind: "role", name: "On call", people: ["margaret", "kenthompson", "radia"] },
  {
    key: "leads",
    kind: "role",
    name: "Team leads",
    people: ["adalovelace", "katherine", "wangxuan"],
  },
  { key: "guild", kind: "group", name: "Go 语言兴趣组", people: ["kenthompson", "liming"] },
] as const;

/** Everybody, by username. */
export const people: Record<string, string> = {
  adalovelace: "Ada Lovelace",
  alankay: "Alan Kay",
  barbara: "Barbara Liskov",
  brendan: "Brendan Eich",
  dennisritchie: "Dennis Ritchie",
  dorothy: "Dorothy Vaughan",
  gracehopper: "Grace Hopper",
  hanmeimei: "韩梅梅",
  hedy: "Hedy Lamarr",
  katherine: "Katherine Johnson",
  kenthompson: "Ken Thompson",
  liming: "李明",
  linustorvalds: "Linus Torvalds",
  margaret: "Margaret Hamilton",
  mary: "Mary Jackson",
  radia: "Radia Perlman",
  shafi: "Shafi Goldwasser",
  timbl: "Tim Berners-Lee",
  wangxuan: "王选",
  whitdiffie: "Whitfield Diffie",
  wuwenjun: "吴文俊",
  xiapeisu: "夏培肃",
  yaoqizhi: "姚期智",
  edsger: "Edsger Dijkstra",
  lynn: "Lynn Conway",
};
