using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace SmtpAdmin.Host.Terminal;

/// <summary>
/// Asks for the values of fields, which is how the engine asks for mandatory parameters. The engine converts the texts
/// to the parameters' types; only secrets and lists need another way of reading.
/// </summary>
internal sealed class FieldPrompt(Screen screen, KeyboardInput keyboard)
{
    public Dictionary<string, PSObject> Ask(string? caption, string? message, IEnumerable<FieldDescription> fields)
    {
        PromptHeader.Write(screen, caption, message);
        Dictionary<string, PSObject> answers = new(StringComparer.OrdinalIgnoreCase);
        foreach (FieldDescription field in fields)
        {
            answers[field.Name] = PSObject.AsPSObject(Ask(field));
        }

        return answers;
    }

    private object Ask(FieldDescription field)
    {
        // The full name carries the assembly where the type is not the engine's own; a type unknown here is read as text.
        Type type = Type.GetType(field.ParameterAssemblyFullName) ?? typeof(string);
        if (type == typeof(PSCredential))
        {
            return new CredentialPrompt(screen, keyboard).Ask(field.Name, field.HelpMessage, userName: null);
        }

        if (type.IsArray)
        {
            return AskList(field.Name);
        }

        screen.Write($"{field.Name}: ");
        return type == typeof(SecureString) ? keyboard.ReadSecret() : keyboard.ReadLine();
    }

    // As in PowerShell, an empty line ends the list.
    private string[] AskList(string name)
    {
        List<string> values = [];
        while (true)
        {
            screen.Write($"{name}[{values.Count}]: ");
            string value = keyboard.ReadLine();
            if (value.Length == 0)
            {
                return [.. values];
            }

            values.Add(value);
        }
    }
}
