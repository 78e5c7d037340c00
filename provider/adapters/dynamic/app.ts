import { delegate } from "../delegate";
import { app } from "../../kinds/app/app";

export = delegate(app);
