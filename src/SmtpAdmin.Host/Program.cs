using SmtpAdmin.Host;
using SmtpAdmin.Host.Engine;
using SmtpAdmin.Host.Verbs;

EngineEnvironment.Prepare();
CommandLine commandLine = CommandLine.Parse(args);
return VerbTable.Find(commandLine.Verb).Run(commandLine.Arguments);
